import { patchOf, pathOf, record, toolName } from './line';
import type { Row } from './rows';

/** A change of one file; `lines` start with `+`, `-` or a space, as in a unified diff. */
export interface FileChange {
  path: string;
  hunks: { oldStart: number | null; newStart: number | null; lines: string[] }[];
}

/** What an edit changed: the hunks that its result recorded, else what the call asked for. Empty if the row is no edit. */
export function changesOf({ event, result }: Row): FileChange[] {
  const input = record(event.tool?.input);
  for (const data of [result?.data, event.data]) {
    const { path, hunks } = record(data?.patch);
    const recorded = Array.isArray(hunks) ? hunks.map(record).map(hunkOf) : [];
    if (recorded.length > 0) return [{ path: typeof path === 'string' ? path : pathOf(input), hunks: recorded }];
  }
  const name = toolName(event).toLowerCase();
  if (name === 'apply_patch') return parsePatch(patchOf(event.tool?.input));
  if (name === 'write' || name === 'write_file' || name === 'create_file')
    return change(input, [['', text(input.content ?? input.file_text)]]);
  if (!/edit|replace/.test(name)) return [];
  const edits = Array.isArray(input.edits) ? input.edits.map(record) : [input];
  return change(
    input,
    edits.map((edit) => [text(edit.old_string ?? edit.old_str), text(edit.new_string ?? edit.new_str)]),
  );
}

const hunkOf = ({ oldStart, newStart, lines }: Record<string, unknown>): FileChange['hunks'][number] => ({
  oldStart: typeof oldStart === 'number' ? oldStart : null,
  newStart: typeof newStart === 'number' ? newStart : null,
  lines: Array.isArray(lines) ? lines.filter((line) => typeof line === 'string') : [],
});

function change(input: Record<string, unknown>, pairs: [string, string][]): FileChange[] {
  const hunks = pairs
    .filter(([before, after]) => before !== after)
    .map(([before, after]) => ({ oldStart: null, newStart: null, lines: [...prefixed('-', before), ...prefixed('+', after)] }));
  return hunks.length > 0 ? [{ path: pathOf(input), hunks }] : [];
}

const prefixed = (sign: string, body: string): string[] =>
  body === ''
    ? []
    : body
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => sign + line);

const FILE = /^\*\*\* (?:Add|Update|Delete) File: (.+)$/;

/** The `*** Begin Patch` form of apply_patch: files, and hunks that start with `@@`. */
export function parsePatch(body: string): FileChange[] {
  const files: FileChange[] = [];
  for (const line of body.split('\n')) {
    const path = FILE.exec(line)?.[1];
    if (path) files.push({ path, hunks: [] });
    const file = files.at(-1);
    if (!file || path || line.startsWith('***')) continue;
    if (line.startsWith('@@') || file.hunks.length === 0) file.hunks.push({ oldStart: null, newStart: null, lines: [] });
    if (/^[-+ ]/.test(line)) file.hunks.at(-1)?.lines.push(line);
  }
  return files;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Lines added and removed. */
export function countChanges(changes: readonly FileChange[]): { added: number; removed: number } {
  const lines = changes.flatMap((file) => file.hunks.flatMap((part) => part.lines));
  return { added: lines.filter((l) => l.startsWith('+')).length, removed: lines.filter((l) => l.startsWith('-')).length };
}

/** A line of a hunk with its numbers before and after; null where the place in the file is not known. */
export function* numbered({ oldStart, newStart, lines }: FileChange['hunks'][number]) {
  let [before, after] = [oldStart, newStart];
  for (const line of lines) {
    const sign = line[0] === '+' || line[0] === '-' ? line[0] : ' ';
    yield { sign, text: line.slice(1), before: sign === '+' ? null : before, after: sign === '-' ? null : after };
    if (sign !== '+' && before !== null) before += 1;
    if (sign !== '-' && after !== null) after += 1;
  }
}
