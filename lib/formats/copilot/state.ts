import type { ParseOptions } from '@/lib/formats/format';
import { isObject, type JsonObject, objectOf, textOf } from '@/lib/formats/json';
import { recall, remember } from '@/lib/formats/memory';
import { type RecordState, startRecords } from '@/lib/formats/records';
import { type CallState, tokens } from '@/lib/formats/tools';

/** Tokens of a session. */
export interface Totals {
  input: number;
  output: number;
  reasoning: number;
  cache_read: number;
  cache_write: number;
}

/** Plain JSON. */
export interface State extends RecordState, CallState {
  /** What the results of calls will need of them: the file of an edit, the question, the task of a subagent. */
  about: [string, string][];
  /** Calls of a person. */
  own: string[];
  /** What was told of each model's usage so far. */
  told: [string, Totals][];
}

const newSession = () => ({
  hasTitle: false,
  calls: [],
  about: [],
  own: [],
  told: [],
});

export function startState(options: ParseOptions, sample: readonly unknown[]): State {
  const head = sample.find((value) => isObject(value) && value.type === 'session.start');
  const session = isObject(head) ? textOf(objectOf(head.data).sessionId) : null;
  return { ...startRecords(session, options, sample), ...newSession() };
}

/** Goes over to another session: a file may hold several. */
export function changeSession(state: State, session: string): void {
  if (session !== state.session) Object.assign(state, newSession(), { session });
}

/** What was told of a model so far: an object to count on. */
export function toldOf(state: State, model: string): Totals {
  const known = recall(state.told, model);
  if (known) return known;
  const none = { input: 0, output: 0, reasoning: 0, cache_read: 0, cache_write: 0 };
  remember(state.told, [model, none]);
  return none;
}

/** What a model took. Input holds what was read from the cache and written to it; here each token counts once. */
export function totalsOf(usage: JsonObject): Totals {
  const [read, written] = [tokens(usage.cacheReadTokens) ?? 0, tokens(usage.cacheWriteTokens) ?? 0];
  return {
    input: Math.max(0, (tokens(usage.inputTokens) ?? 0) - read - written),
    output: tokens(usage.outputTokens) ?? 0,
    reasoning: tokens(usage.reasoningTokens) ?? 0,
    cache_read: read,
    cache_write: written,
  };
}
