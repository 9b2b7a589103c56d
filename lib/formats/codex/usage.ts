import type { EventUsage } from '@/lib/events/schema';
import type { Reading } from '@/lib/formats/codex/reading';
import type { Totals } from '@/lib/formats/codex/state';
import { type Draft, noise } from '@/lib/formats/drafts';
import { type JsonObject, numberOf, objectOf } from '@/lib/formats/json';
import { tokens } from '@/lib/formats/tools';

/** A count of tokens: written after each response, and again wherever the person is shown one. */
export function readTokenCount({ payload, state }: Reading): Draft[] {
  const info = objectOf(payload.info);
  const [total, last] = [countsIn(info.total_token_usage), countsIn(info.last_token_usage)];
  const used = usedSince(state.totals, total, last);
  if (total) state.totals = total;
  const usage = used && !state.isCopying ? { ...usageOf(used), model: state.model } : null;
  return [
    { ...noise('token_count', null, { context_window: numberOf(info.model_context_window) }), ...(usage ? { usage } : {}) },
  ];
}

/** The totals count on, also over a response that is not told of by itself; they begin anew with a fork. */
function usedSince(before: Totals | null, total: Totals | null, last: Totals | null): Totals | null {
  if (!total || !before || total.total < before.total) return last ?? total;
  if (total.total === before.total) return null;
  const since = (count: keyof Totals) => Math.max(0, total[count] - before[count]);
  if (since('input') + since('output') === 0) return last; // a total that is not told in parts
  return {
    input: since('input'),
    cached: since('cached'),
    written: since('written'),
    output: since('output'),
    reasoning: since('reasoning'),
    total: since('total'),
  };
}

function countsIn(value: unknown): Totals | null {
  const counts: JsonObject = objectOf(value);
  const [input, output] = [tokens(counts.input_tokens), tokens(counts.output_tokens)];
  const total = tokens(counts.total_tokens);
  if (input === null && output === null && total === null) return null;
  return {
    input: input ?? 0,
    cached: tokens(counts.cached_input_tokens) ?? 0,
    written: tokens(counts.cache_write_input_tokens) ?? 0,
    output: output ?? 0,
    reasoning: tokens(counts.reasoning_output_tokens) ?? 0,
    total: total ?? (input ?? 0) + (output ?? 0),
  };
}

/** Codex counts what was read from the cache as input too; here each token counts once. */
const usageOf = ({ input, cached, written, output, reasoning }: Totals): EventUsage => ({
  input: Math.max(0, input - cached - written),
  output,
  reasoning,
  cache_read: cached,
  cache_write: written,
});
