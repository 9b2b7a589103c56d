import { type EventUsage, MAIN_THREAD } from '@/lib/events/schema';
import type { SegmenterEvent } from '@/lib/segmenter/segmenter';
import { COUNTS, NO_TOKENS, sumOf, type Tally } from '@/lib/sessions/tally';

/** Tokens and cost of the events: each response counted once, with the largest value of each field; the cost is null where none was recorded. */
export function tallyOf(events: readonly Pick<SegmenterEvent, 'seq' | 'thread' | 'usage'>[]): Tally {
  const responses = new Map<string, Tally>();
  for (const { usage, seq, thread } of events) {
    if (!usage) continue;
    const id = usage.response_id ? `r${usage.response_id}` : `e${seq}`;
    responses.set(id, larger(responses.get(id), usage, thread !== MAIN_THREAD));
  }
  return sumOf(responses.values());
}

/** Each field by itself: a session has tens of thousands of these. */
function larger(known: Tally | undefined, usage: EventUsage, isSubagents: boolean): Tally {
  const tokens = { ...NO_TOKENS };
  for (const count of COUNTS) tokens[count] = Math.max(known?.[count] ?? 0, usage[count] ?? 0);
  const { input, output, reasoning, cache_read, cache_write } = tokens;
  const model = usage.model ?? known?.models[0]?.model ?? null;
  const cost = usage.cost_usd ?? null;
  return {
    input,
    output,
    reasoning,
    cache_read,
    cache_write,
    cost_usd: cost === null ? (known?.cost_usd ?? null) : Math.max(known?.cost_usd ?? 0, cost),
    output_under_reported: known?.output_under_reported === true || usage.output_under_reported === true,
    models: hasTokens(tokens) ? [{ model, input, output, reasoning, cache_read, cache_write }] : [],
    subagents: isSubagents ? tokens : null,
  };
}

const hasTokens = (tokens: typeof NO_TOKENS): boolean => COUNTS.some((count) => tokens[count] > 0);
