import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '@/lib/formats/json';

/** Files of one patch that are kept beside it. */
export const MAX_FILES = 100;
/** Bytes of hunks that are kept beside the counts: enough for a diff to be read; the raw line has all. */
const HUNKS_CHARS = 64 * 1024;

/** The lines that hunks add and remove, and the hunks as far as there is room. Lines start with `+`, `-` or a space. */
export const readHunks = (hunks: JsonObject[]): JsonObject => ({ ...countHunks(hunks), ...keepHunks(hunks) });

function countHunks(hunks: JsonObject[]): JsonObject {
  const lines = hunks.flatMap((hunk) => listOf(hunk.lines));
  const starting = (sign: string) => lines.filter((line) => typeof line === 'string' && line.startsWith(sign)).length;
  return { added: starting('+'), removed: starting('-') };
}

function keepHunks(hunks: JsonObject[]): JsonObject {
  const kept: JsonObject[] = [];
  let room = HUNKS_CHARS;
  for (const hunk of hunks) {
    const lines = listOf(hunk.lines).filter((line) => typeof line === 'string');
    room -= lines.reduce((chars, line) => chars + line.length, 0);
    if (room < 0) return { hunks: kept, are_hunks_cut: true };
    kept.push({
      oldStart: numberOf(hunk.oldStart),
      oldLines: numberOf(hunk.oldLines),
      newStart: numberOf(hunk.newStart),
      newLines: numberOf(hunk.newLines),
      lines,
    });
  }
  return { hunks: kept };
}

/** The hunks of a diff of one file in unified form. */
export function hunksOf(diff: string): JsonObject[] {
  const hunks: { oldStart: number; oldLines: number; newStart: number; newLines: number; lines: string[] }[] = [];
  for (const line of diff.replace(/\n$/, '').split('\n')) {
    const head = line.match(/^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@/);
    if (head) {
      const [oldStart, oldLines, newStart, newLines] = head.slice(1).map((number) => Number(number ?? 1));
      hunks.push({
        oldStart: oldStart ?? 1,
        oldLines: oldLines ?? 1,
        newStart: newStart ?? 1,
        newLines: newLines ?? 1,
        lines: [],
      });
    } else if (hunks.length > 0 && /^[-+ ]/.test(line)) hunks.at(-1)?.lines.push(line);
  }
  return hunks;
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
