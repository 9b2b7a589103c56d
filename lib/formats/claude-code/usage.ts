import type { EventUsage } from '@/lib/events/schema';
import type { State } from '@/lib/formats/claude-code/state';
import { storable } from '@/lib/formats/identity';
import { type JsonObject, numberOf, objectOf, textOf } from '@/lib/formats/json';
import { recall, remember } from '@/lib/formats/memory';

type Count = 'input' | 'output' | 'reasoning' | 'cache_read' | 'cache_write';
const COUNTS: readonly Count[] = ['input', 'output', 'reasoning', 'cache_read', 'cache_write'];

/**
 * The usage of a response, at its first line. A response stands on several lines, each of which repeats it: a later one counts only where
 * a number grew, and then holds the highest of each.
 */
export function newUsage(state: State, record: JsonObject, message: JsonObject): EventUsage | null {
  const id = textOf(message.id);
  const usage = readUsage(objectOf(message.usage));
  if (!usage) return null;
  if (!id) return usage;
  const key = storable(`${id}:${textOf(record.requestId) ?? ''}`).slice(0, 500);
  const known = recall(state.usages, key);
  if (!known) {
    remember(state.usages, [key, usage]);
    return { response_id: key, ...usage };
  }
  if (COUNTS.every((count) => (usage[count] ?? 0) <= (known[count] ?? 0))) return null;
  for (const count of COUNTS) known[count] = Math.max(known[count] ?? 0, usage[count] ?? 0);
  return { response_id: key, ...known };
}

/** The tokens of a response; null where none are counted. */
export function readUsage(usage: JsonObject): EventUsage | null {
  const details = objectOf(usage.output_tokens_details);
  const counts = {
    input: tokens(usage.input_tokens),
    output: tokens(usage.output_tokens),
    reasoning: tokens(details.reasoning_tokens ?? details.thinking_tokens),
    cache_read: tokens(usage.cache_read_input_tokens),
    cache_write: tokens(usage.cache_creation_input_tokens),
  };
  return Object.values(counts).some((count) => count !== null) ? counts : null;
}

function tokens(value: unknown): number | null {
  const count = numberOf(value);
  return count !== null && Number.isSafeInteger(count) && count >= 0 ? count : null;
}

/** What a session has cost since this was told last; the host counts on, or begins anew. */
export function newCost(state: State, session: string, total: unknown): EventUsage | null {
  const cost = numberOf(total);
  const before = recall(state.costs, session) ?? 0;
  if (cost === null || cost <= 0 || cost === before) return null;
  remember(state.costs, [session, cost]);
  return { cost_usd: cost > before ? cost - before : cost };
}

/** Versions that wrote down the number of tokens before an answer was complete: 2.1.12 to 2.1.52. */
export function isUnderReported(version: unknown): boolean {
  const [, patch] = textOf(version)?.match(/^2\.1\.(\d{1,9})$/) ?? [];
  return patch !== undefined && Number(patch) >= 12 && Number(patch) <= 52;
}
