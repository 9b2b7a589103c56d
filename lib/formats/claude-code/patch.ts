import { readHunks } from '@/lib/formats/hunks';
import { isObject, type JsonObject, listOf, textOf } from '@/lib/formats/json';

/** The change an edit made: which file, how many lines came and went, and its hunks. Null for a result that changed nothing. */
export function readPatch(twin: JsonObject): JsonObject | null {
  const path = textOf(twin.filePath);
  const hunks = listOf(twin.structuredPatch).filter(isObject);
  if (hunks.length > 0) return { path, ...readHunks(hunks) };
  if (twin.type === 'create' && typeof twin.content === 'string') {
    return { path, is_new: true, added: linesOf(twin.content).length, removed: 0 };
  }
  const edits = Array.isArray(twin.edits) ? twin.edits.filter(isObject) : [twin];
  const counts = edits.map(countEdit);
  if (counts.every((count) => count === null)) return null;
  return { path, added: sum(counts.map((count) => count?.added)), removed: sum(counts.map((count) => count?.removed)) };
}

/** Lines that differ between an edit's two texts, without the lines they share at either end. */
function countEdit(edit: JsonObject): { added: number; removed: number } | null {
  const before = edit.old_string ?? edit.oldString;
  const after = edit.new_string ?? edit.newString;
  if (typeof before !== 'string' || typeof after !== 'string') return null;
  const old = linesOf(before);
  const fresh = linesOf(after);
  let head = 0;
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head += 1;
  let tail = 0;
  while (tail < old.length - head && tail < fresh.length - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail += 1;
  return { added: fresh.length - head - tail, removed: old.length - head - tail };
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

const sum = (counts: (number | undefined)[]): number => counts.reduce<number>((total, count) => total + (count ?? 0), 0);
