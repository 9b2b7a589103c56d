import { hunksOf, readHunks } from '@/lib/formats/hunks';
import { isObject, type JsonObject, objectOf, textOf } from '@/lib/formats/json';

/** Files of one patch that are kept beside it. */
const MAX_FILES = 100;

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

/** The files that an applied patch changed, with the places of its hunks. */
export function patchesOf(changes: JsonObject): JsonObject[] {
  return Object.entries(changes)
    .slice(0, MAX_FILES)
    .map(([path, change]) => ({ path, ...changeOf(objectOf(change)) }));
}

/** A change says what it is by its type, or in early versions by its only key. */
function changeOf(change: JsonObject): JsonObject {
  const [key] = Object.keys(change);
  const type = textOf(change.type) ?? key ?? '';
  const body = isObject(change[type]) ? objectOf(change[type]) : change;
  const diff = textOf(body.unified_diff);
  if (diff) {
    const moved = textOf(body.move_path);
    return { ...(moved ? { moved_to: moved } : {}), ...readHunks(hunksOf(diff)) };
  }
  const content = textOf(body.content);
  const lines = content === null ? [] : content.replace(/\n$/, '').split('\n');
  const sign = type === 'delete' ? '-' : '+';
  const hunk = { oldStart: sign === '-' ? 1 : 0, newStart: sign === '+' ? 1 : 0, lines: lines.map((line) => sign + line) };
  return { ...(type === 'add' ? { is_new: true } : {}), ...readHunks(lines.length > 0 ? [hunk] : []) };
}

/** A result tells one file as every format does; of several, all stand beside it. */
export function patchData(patches: JsonObject[]): JsonObject {
  const [only] = patches;
  if (!only) return {};
  return patches.length === 1 ? { patch: only } : { patches };
}
