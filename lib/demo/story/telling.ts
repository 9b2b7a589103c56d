import type { Actor, Kind, Tool } from '@/lib/events/schema';
import type { SegmentStatus } from '@/lib/segments/schema';

/** One event of a story: how many seconds after the one before, and what happened. */
export interface Step {
  /** What claims cite it by; without one it is numbered. */
  id?: string;
  after: number;
  thread?: string;
  actor: Actor;
  kind: Kind;
  text?: string;
  tool?: Tool;
  data?: Record<string, unknown>;
}

/** A sentence and the events that prove it. */
export type Cited = readonly [text: string, evidence: readonly string[]];
type Item = readonly [key: string, who: 'agent' | 'person', text: string, evidence: readonly string[]];

/** What the orchestrator says of a stretch of its session. */
export interface Chapter {
  key: string;
  title: string;
  status: SegmentStatus;
  summary: readonly Cited[];
  outcome: readonly Cited[];
  decisions?: readonly Item[];
  nextSteps?: readonly Item[];
  questions?: readonly (readonly [key: string, text: string, evidence: readonly string[]])[];
  answers?: readonly (readonly [question: string, text: string, evidence: readonly string[]])[];
  picksUp?: readonly string[];
  supersedes?: readonly string[];
  steps: readonly Step[];
}

export const prompt = (text: string, { id, after = 70 }: { id?: string; after?: number } = {}): Step => ({
  id,
  after,
  actor: 'human',
  kind: 'prompt',
  text,
});

export const says = (text: string, { id, after = 24 }: { id?: string; after?: number } = {}): Step => ({
  id,
  after,
  actor: 'agent',
  kind: 'message',
  text,
});

export const thinks = (text: string): Step => ({ after: 14, actor: 'agent', kind: 'thinking', text });

interface Ran {
  id?: string;
  /** How long it took. */
  seconds?: number;
  exitCode?: number;
  isError?: boolean;
  data?: Record<string, unknown>;
}

/** A tool call and its result; the result is cited as `<id>:out`. */
export function uses(
  name: string,
  input: unknown,
  output: string,
  { id, seconds = 9, exitCode, isError, data }: Ran = {},
): Step[] {
  const hasFailed = isError ?? (exitCode ?? 0) !== 0;
  return [
    { id, after: 11, actor: 'agent', kind: 'tool_call', tool: { name, input } },
    {
      id: id && `${id}:out`,
      after: seconds,
      actor: 'tool',
      kind: 'tool_result',
      data,
      tool: { name, output, is_error: hasFailed, ...(exitCode === undefined ? {} : { exit_code: exitCode }) },
    },
  ];
}

export const bash = (command: string, output: string, ran: Ran = {}) =>
  uses('Bash', { command }, output, { exitCode: 0, ...ran });

export const reads = (path: string, content: string, ran: Ran = {}) =>
  uses('Read', { file_path: path }, numberLines(content), { seconds: 2, ...ran });

const numberLines = (content: string) =>
  content
    .split('\n')
    .map((line, index) => `${String(index + 1).padStart(5)}\t${line}`)
    .join('\n');

/** An edit with the hunk that it made: `lines` begin with a space, `+` or `-`. */
export function edits(path: string, from: number, lines: readonly string[], ran: Ran = {}): Step[] {
  const side = (sign: string) =>
    lines
      .filter((line) => line.startsWith(' ') || line.startsWith(sign))
      .map((line) => line.slice(1))
      .join('\n');
  const count = (sign: string) => lines.filter((line) => line.startsWith(sign)).length;
  const [added, removed] = [count('+'), count('-')];
  const hunk = { oldStart: from, oldLines: lines.length - added, newStart: from, newLines: lines.length - removed, lines };
  const input = { file_path: path, old_string: side('-'), new_string: side('+') };
  const data = { patch: { path, added, removed, hunks: [hunk] } };
  return uses('Edit', input, `The file ${path} has been updated.`, { seconds: 2, ...ran, data });
}

export const writes = (path: string, content: string, ran: Ran = {}) => {
  const data = { patch: { path, is_new: true, added: content.split('\n').length, removed: 0 } };
  return uses('Write', { file_path: path, content }, `File created: ${path}`, { seconds: 2, ...ran, data });
};

/** The same steps as a subagent's own. */
export const inThread = (thread: string, steps: readonly Step[]): Step[] =>
  steps.map((step) => ({ ...step, thread, actor: step.actor === 'agent' ? 'subagent' : step.actor }));

export const interrupt = (after: number): Step => ({
  after,
  actor: 'human',
  kind: 'interrupt',
  text: '[Request interrupted by user]',
});

/** Terminal colours. */
export const green = (text: string) => `\u001b[32m${text}\u001b[39m`;
export const red = (text: string) => `\u001b[31m${text}\u001b[39m`;
export const dim = (text: string) => `\u001b[2m${text}\u001b[22m`;
