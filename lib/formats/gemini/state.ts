import type { ParseOptions } from '@/lib/formats/format';
import { safeId } from '@/lib/formats/identity';
import { isObject, textOf } from '@/lib/formats/json';
import { recall, rememberLong } from '@/lib/formats/memory';
import { type RecordState, startRecords } from '@/lib/formats/records';
import type { CallState } from '@/lib/formats/tools';

/** How much of a message was told: a later record of the same message repeats it, with more. */
export interface Told {
  /** Digest of its text. */
  text: string | null;
  thoughts: number;
  hasUsage: boolean;
}

/** What results need of their calls. */
export interface ResultState extends CallState {
  /** Calls of which the result was told. */
  results: string[];
  /** Questions to the person, by their calls. */
  questions: [string, string[]][];
}

/** Plain JSON. */
export interface State extends RecordState, ResultState {
  /** The session whose folder the file lies in: that of a subagent's parent. */
  folder: string | null;
  isSubagent: boolean;
  hasCwd: boolean;
  messages: [string, Told][];
  /** Digests of summaries that were told. */
  summaries: string[];
}

const newSession = () => ({
  isSubagent: false,
  hasTitle: false,
  hasCwd: false,
  messages: [],
  summaries: [],
  calls: [],
  results: [],
  questions: [],
});

export function startState(options: ParseOptions, sample: readonly unknown[]): State {
  const head = sample.find((value) => isObject(value) && textOf(value.sessionId) !== null);
  const folder = options.source?.match(/[\\/]chats[\\/]([^\\/]+)[\\/][^\\/]+$/)?.[1] ?? null;
  const started = startRecords(isObject(head) ? textOf(head.sessionId) : null, options, sample);
  return { ...started, ...newSession(), folder: folder && safeId(folder) };
}

/** Goes over to another session: a file may hold several. */
export function changeSession(state: State, session: string): void {
  if (session !== state.session) Object.assign(state, newSession(), { session });
}

/** What was told of a message; nothing of one without an id. */
export function toldOf(state: State, id: string | null): Told {
  const known = id === null ? undefined : recall(state.messages, id);
  if (known) return known;
  const told: Told = { text: null, thoughts: 0, hasUsage: false };
  if (id !== null) rememberLong(state.messages, [id, told]);
  return told;
}

export const isTold = (state: State, id: string): boolean => recall(state.messages, id) !== undefined;
