import { type JsonObject, listOf, numberOf } from '@/lib/formats/json';

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
