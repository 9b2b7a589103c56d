import { MAX_FILES, readHunks } from '@/lib/formats/hunks';
import type { JsonObject } from '@/lib/formats/json';

/** The files that a patch in Codex's own form asks to change. */
export function patchesIn(text: string): JsonObject[] {
  const files: { path: string; is_new: boolean; hunks: { lines: string[] }[] }[] = [];
  for (const line of text.split('\n')) {
    const head = line.match(/^\*\*\* (Add|Update|Delete) File: (.+)$/);
    if (head) files.push({ path: head[2]?.trim() ?? '', is_new: head[1] === 'Add', hunks: [] });
    const file = files.at(-1);
    if (!file || head || line.startsWith('***')) continue;
    if (line.startsWith('@@') || file.hunks.length === 0) file.hunks.push({ lines: [] });
    if (/^[-+ ]/.test(line)) file.hunks.at(-1)?.lines.push(line);
  }
  return files.slice(0, MAX_FILES).map(({ path, is_new, hunks }) => ({
    path,
    ...(is_new ? { is_new } : {}),
    ...readHunks(hunks.filter(({ lines }) => lines.length > 0)),
  }));
}
