import { readAssistant } from '@/lib/formats/claude-code/assistant';
import type { Reading } from '@/lib/formats/claude-code/reading';
import type { Dialect } from '@/lib/formats/claude-code/record';
import { seenSession } from '@/lib/formats/claude-code/state';
import { readUser } from '@/lib/formats/claude-code/user';
import { readResult } from '@/lib/formats/claude-stream/result';
import { readSystem } from '@/lib/formats/claude-stream/system';
import { type Draft, noise } from '@/lib/formats/drafts';
import { isObject, type JsonObject, textOf } from '@/lib/formats/json';

/** Parts of messages that come whole later, and what the host and its caller say to each other. */
const FOLDED = [
  'auth_status',
  'control_cancel_request',
  'control_request',
  'control_response',
  'keep_alive',
  'prompt_suggestion',
  'rate_limit_event',
  'stream_event',
  'tool_progress',
  'tool_use_summary',
];

/** The messages of a stream as the session's file would hold them; a subagent's thread is named after the call that spawned it. */
export const STREAM: Dialect = {
  readers: {
    ...Object.fromEntries(FOLDED.map((type) => [type, () => [noise(type)]])),
    user: readUser,
    assistant: readSaid,
    system: readSystem,
    result: readResult,
  },
  translate,
};

function translate(message: JsonObject): JsonObject {
  const parent = textOf(message.parent_tool_use_id);
  return {
    ...message,
    sessionId: message.session_id,
    version: message.claude_code_version,
    toolUseResult: withoutAgent(message.tool_use_result),
    isMeta: message.isSynthetic === true,
    isApiErrorMessage: message.type === 'assistant' && textOf(message.error) !== null,
    ...(parent ? { isSidechain: true, agentId: parent, parentToolUseID: parent } : {}),
  };
}

/** A subagent's own name would be a second one for its thread. */
function withoutAgent(result: unknown): unknown {
  if (!isObject(result)) return result;
  const { agentId: _agentId, ...rest } = result;
  return rest;
}

function readSaid(reading: Reading): Draft[] {
  seenSession(reading.state, reading.session).hasSpoken = true;
  return readAssistant(reading);
}
