import type { EventUsage } from '@/lib/events/schema';
import type { JsonObject } from '@/lib/formats/json';
import { tokens, usageOf } from '@/lib/formats/tools';

/** Input holds what came from the cache, and not what tools added to it; thoughts are no part of the output. Here each token counts once. */
export function tokenUsage(response: string | null, counts: JsonObject): EventUsage | undefined {
  const [input, cached, tool] = [tokens(counts.input), tokens(counts.cached), tokens(counts.tool)];
  const [output, thoughts] = [tokens(counts.output), tokens(counts.thoughts)];
  return usageOf({
    response_id: response?.slice(0, 500) ?? null,
    input: input === null ? null : Math.max(0, input - (cached ?? 0)) + (tool ?? 0),
    output: output === null ? null : output + (thoughts ?? 0),
    reasoning: thoughts,
    cache_read: cached,
  });
}
