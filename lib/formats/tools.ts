import type { Actor, EventUsage } from '@/lib/events/schema';
import type { Draft } from '@/lib/formats/drafts';
import { safeId, storable } from '@/lib/formats/identity';
import { type JsonObject, numberOf } from '@/lib/formats/json';
import { recall, rememberLong } from '@/lib/formats/memory';

/** Names of calls by their ids: results often do not tell. */
export interface CallState {
  calls: [string, string][];
}

interface Call {
  id: string | null;
  name: string | null;
  input: unknown;
  actor?: Actor;
}

export function toolCall(state: CallState, { id, name, input, actor = 'agent' }: Call): Draft {
  const called = storable(name ?? 'unnamed').slice(0, 500);
  const callId = id === null ? null : safeId(id);
  if (callId) rememberLong(state.calls, [callId, called]);
  return { actor, kind: 'tool_call', tool: { name: called, call_id: callId, input: input ?? null } };
}

interface Result {
  id: string | null;
  /** Where the result itself tells it. */
  name?: string | null;
  output: string | null;
  isError?: boolean;
  exitCode?: number | null;
  data?: JsonObject;
}

export function toolResult(state: CallState, { id, name, output, isError = false, exitCode = null, data = {} }: Result): Draft {
  const callId = id === null ? null : safeId(id);
  const called = name ?? (callId && recall(state.calls, callId)) ?? null;
  const tool = {
    name: called && storable(called).slice(0, 500),
    call_id: callId,
    output,
    is_error: isError,
    exit_code: exitCode,
  };
  return { actor: 'tool', kind: 'tool_result', tool, ...(Object.keys(data).length > 0 ? { data } : {}) };
}

/** A count of tokens, or null for what is none. */
export function tokens(value: unknown): number | null {
  const count = numberOf(value);
  return count !== null && Number.isSafeInteger(count) && count >= 0 ? count : null;
}

/** A usage in which something is counted, else nothing. */
export const usageOf = (usage: EventUsage): EventUsage | undefined =>
  Object.entries(usage).some(([key, value]) => key !== 'response_id' && typeof value === 'number') ? usage : undefined;
