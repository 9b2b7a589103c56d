import type { Reading } from '@/lib/formats/claude-code/reading';
import { type Draft, noise } from '@/lib/formats/drafts';
import { type JsonObject, objectOf, textOf } from '@/lib/formats/json';

/**
 * The record of a subagent that a `progress` record wraps, as that subagent's own file holds it, under the same id; null for any other progress.
 */
export function unwrapSubagent(record: JsonObject): JsonObject | null {
  const data = objectOf(record.data);
  const inner = objectOf(data.message);
  const agent = textOf(data.agentId);
  if (record.type !== 'progress' || data.type !== 'agent_progress' || !agent || !textOf(inner.type)) return null;
  const { data: _data, toolUseResult: _result, ...envelope } = record;
  return {
    ...envelope,
    ...inner,
    uuid: textOf(inner.uuid) ?? record.uuid,
    timestamp: textOf(inner.timestamp) ?? record.timestamp,
    isSidechain: true,
    agentId: agent,
    sessionId: record.sessionId,
  };
}

/** Reads a `progress` record: ticks of a running tool, and hooks. */
export function readProgress({ record }: Reading): Draft[] {
  const data = objectOf(record.data);
  const type = textOf(data.type) ?? 'progress';
  const hook = textOf(data.hookName);
  const start = hook?.match(/^SessionStart:(\w+)/)?.[1];
  if (start) return [noise('session_start', null, { source: start })];
  if (hook) return [noise('hook', null, { hook, command: textOf(data.command) })];
  return [noise(type, textOf(data.output) ?? textOf(data.query), { call_id: textOf(record.parentToolUseID) })];
}
