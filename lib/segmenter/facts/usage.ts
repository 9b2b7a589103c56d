import type { EventUsage } from '@/lib/events/schema';
import type { SegmenterEvent } from '@/lib/segmenter/segmenter';
import type { Usage } from '@/lib/sessions/schema';

const FIELDS = ['input', 'output', 'reasoning', 'cache_read', 'cache_write'] as const;

/** The usage of no events. */
export const NO_USAGE: Usage = { input: 0, output: 0, reasoning: 0, cache_read: 0, cache_write: 0, cost_usd: null };

/** Tokens and cost of the events: each response counted once, with the largest value of each field; the cost is null where none was recorded. */
export function usageOf(events: readonly SegmenterEvent[]): Usage {
  const responses = new Map<string, Usage>();
  for (const { usage, seq } of events) {
    if (!usage) continue;
    const id = usage.response_id ? `r${usage.response_id}` : `e${seq}`;
    responses.set(id, larger(responses.get(id) ?? NO_USAGE, usage));
  }
  return [...responses.values()].reduce((sum, usage) => addUsage(sum, usage, 1), NO_USAGE);
}

function larger(a: Usage, b: EventUsage): Usage {
  const max = { ...a };
  for (const field of FIELDS) max[field] = Math.max(a[field], b[field] ?? 0);
  if (b.cost_usd != null) max.cost_usd = Math.max(a.cost_usd ?? 0, b.cost_usd);
  return max;
}

/** `a` plus (`sign` 1) or minus (-1) `b`. */
export function addUsage(a: Usage, b: Usage, sign: 1 | -1): Usage {
  const sum = { ...a };
  for (const field of FIELDS) sum[field] = a[field] + sign * b[field];
  sum.cost_usd = a.cost_usd === null && b.cost_usd === null ? null : (a.cost_usd ?? 0) + sign * (b.cost_usd ?? 0);
  return sum;
}
