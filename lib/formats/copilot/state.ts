import type { ParseOptions } from '@/lib/formats/format';
import { isObject, objectOf, textOf } from '@/lib/formats/json';
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
  /** What was told of the session's usage so far. */
  told: Totals;
}

const newSession = () => ({
  hasTitle: false,
  calls: [],
  about: [],
  own: [],
  told: { input: 0, output: 0, reasoning: 0, cache_read: 0, cache_write: 0 },
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

/** A session's totals, over its models. Input holds what was read from the cache and written to it; here each token counts once. */
export function totalsOf(models: unknown): Totals {
  const total: Totals = { input: 0, output: 0, reasoning: 0, cache_read: 0, cache_write: 0 };
  for (const model of Object.values(objectOf(models))) {
    const usage = objectOf(objectOf(model).usage);
    const [read, written] = [tokens(usage.cacheReadTokens) ?? 0, tokens(usage.cacheWriteTokens) ?? 0];
    total.input += Math.max(0, (tokens(usage.inputTokens) ?? 0) - read - written);
    total.output += tokens(usage.outputTokens) ?? 0;
    total.reasoning += tokens(usage.reasoningTokens) ?? 0;
    total.cache_read += read;
    total.cache_write += written;
  }
  return total;
}
