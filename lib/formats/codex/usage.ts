import type { EventUsage } from '@/lib/events/schema';
import type { Reading } from '@/lib/formats/codex/reading';
import { type Draft, noise } from '@/lib/formats/drafts';
import { type JsonObject, numberOf, objectOf } from '@/lib/formats/json';

/** A count of tokens: written after each response, and again wherever the person is shown one. */
export function readTokenCount({ payload, state }: Reading): Draft[] {
  const info = objectOf(payload.info);
  const total = numberOf(objectOf(info.total_token_usage).total_tokens);
  const isRepeated = total !== null && total === state.total;
  if (total !== null) state.total = total;
  const usage = isRepeated || state.isCopying ? null : usageOf(objectOf(info.last_token_usage));
  return [
    {
      ...noise('token_count', null, { context_window: numberOf(info.model_context_window) }),
      ...(usage ? { usage: { ...usage, model: state.model } } : {}),
    },
  ];
}

/** Codex counts what was read from the cache as input too; here each token counts once. */
function usageOf(last: JsonObject): EventUsage | null {
  const [input, cached, written] = [
    tokens(last.input_tokens),
    tokens(last.cached_input_tokens),
    tokens(last.cache_write_input_tokens),
  ];
  const output = tokens(last.output_tokens);
  if (input === null && output === null) return null;
  return {
    input: input === null ? null : Math.max(0, input - (cached ?? 0) - (written ?? 0)),
    output,
    reasoning: tokens(last.reasoning_output_tokens),
    cache_read: cached,
    cache_write: written,
  };
}

function tokens(value: unknown): number | null {
  const count = numberOf(value);
  return count !== null && Number.isSafeInteger(count) && count >= 0 ? count : null;
}
