import type { Call } from '@/lib/segmenter/events/tool-calls';
import { isEditTool, isPatchTool } from '@/lib/segmenter/events/tool-names';

/** A changed file, with the lines that were added and removed. */
export interface FileChange {
  path: string;
  added: number;
  removed: number;
}

const READ_ONLY = new Set(['view', 'undo_edit']);

/** True for a call of a tool that changes files, whatever came of it. */
export const isEditCall = ({ name, input }: Call) =>
  (isEditTool(name) && !READ_ONLY.has(String(input.command ?? ''))) || isPatchTool(name) || patchOf(input) !== null;

/** Files that a successful call changed, with the lines it added and removed: from the recorded patch if there is one, else from what was asked for. */
export function fileChanges(call: Call): FileChange[] {
  if (!isEditCall(call) || call.result === null || call.hasFailed) return [];
  const patch = patchOf(call.input);
  if (patch !== null) return applyPatchChanges(patch);
  const path = text(call.input.file_path) ?? text(call.input.notebook_path) ?? text(call.input.path) ?? text(call.input.filePath);
  if (!path) return [];
  return [{ path, ...(recordedCounts(call.result.data) ?? askedCounts(call.input)) }];
}

/** True for a call that changed files. */
export const hasChanged = (call: Call): boolean => fileChanges(call).length > 0;

/** Index of the last call that changed files, or -1. */
export const lastChange = (calls: readonly Call[]): number => calls.findLastIndex(hasChanged);

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);

/** The patch of an `apply_patch` call; some agents run it as a shell command. */
function patchOf(input: Record<string, unknown>): string | null {
  const command = Array.isArray(input.command) ? (input.command[0] === 'apply_patch' ? input.command[1] : null) : null;
  const found = [input.input, input.patch, input.patchText, command].find(
    (value) => typeof value === 'string' && value.includes('*** Begin Patch'),
  );
  return typeof found === 'string' ? found : null;
}

function applyPatchChanges(patch: string): FileChange[] {
  const changes: FileChange[] = [];
  for (const line of patch.split('\n')) {
    const path = line.match(/^\*\*\* (?:Add|Update|Delete) File: (.+)$/)?.[1];
    const current = changes.at(-1);
    if (path) changes.push({ path: path.trim(), added: 0, removed: 0 });
    else if (current && line.startsWith('+')) current.added += 1;
    else if (current && line.startsWith('-')) current.removed += 1;
  }
  return changes;
}

type Counts = Omit<FileChange, 'path'>;

/** What the agent recorded of its edit: `patch` as counts, as unified text or as hunks of marked lines. */
function recordedCounts(data: Record<string, unknown> | null): Counts | null {
  const patch = data?.patch ?? data?.structuredPatch;
  if (typeof patch === 'string') return countMarked(patch.split('\n').filter((line) => !/^(?:\+\+\+|---) /.test(line)));
  if (Array.isArray(patch)) {
    const lines = patch.flatMap((hunk) => (Array.isArray(hunk?.lines) ? hunk.lines : []));
    return lines.length > 0 ? countMarked(lines) : null;
  }
  if (typeof patch !== 'object' || patch === null || !('added' in patch) || !('removed' in patch)) return null;
  return { added: Number(patch.added) || 0, removed: Number(patch.removed) || 0 };
}

const countMarked = (lines: unknown[]): Counts => ({
  added: lines.filter((line) => typeof line === 'string' && line.startsWith('+')).length,
  removed: lines.filter((line) => typeof line === 'string' && line.startsWith('-')).length,
});

/** Lines of the new and of the old text, those that both share at head and tail left out. */
function askedCounts(input: Record<string, unknown>): Counts {
  if (Array.isArray(input.edits)) return input.edits.map((edit) => askedCounts(edit ?? {})).reduce(add, { added: 0, removed: 0 });
  const before = linesOf(input.old_string ?? input.old_str ?? input.oldString);
  const after = linesOf(
    input.new_string ?? input.new_str ?? input.newString ?? input.content ?? input.file_text ?? input.new_source,
  );
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < before.length - head && tail < after.length - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return { added: after.length - head - tail, removed: before.length - head - tail };
}

const linesOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value.replace(/\n$/, '').split('\n') : []);
const add = (a: Counts, b: Counts): Counts => ({ added: a.added + b.added, removed: a.removed + b.removed });
