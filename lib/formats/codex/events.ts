import { readWebSearch } from '@/lib/formats/codex/calls';
import { readCompaction } from '@/lib/formats/codex/compaction';
import { readExecEnd, readMcpEnd, readPatchEnd } from '@/lib/formats/codex/endings';
import { agentMessage, readUserEvent, readUserItem } from '@/lib/formats/codex/messages';
import type { Reader, Reading } from '@/lib/formats/codex/reading';
import { readReasoningCompleted, readReasoningEvent } from '@/lib/formats/codex/reasoning';
import { readTurnAborted, readTurnEnd, readTurnStart } from '@/lib/formats/codex/turns';
import { copy } from '@/lib/formats/codex/twins';
import { readTokenCount } from '@/lib/formats/codex/usage';
import { type Draft, noise, note } from '@/lib/formats/drafts';
import { type JsonObject, numberOf, objectOf, textOf } from '@/lib/formats/json';

/** Readers of what the person saw. */
export const EVENTS: Record<string, Reader> = {
  user_message: readUserEvent,
  agent_message: (reading) => [agentMessage(reading, textOf(reading.payload.message) ?? '', 'event')],
  agent_reasoning: readReasoningEvent,
  agent_reasoning_raw_content: readReasoningEvent,
  agent_reasoning_section_break: () => [noise('section_break')],
  item_completed: readItemCompleted,
  token_count: readTokenCount,
  context_compacted: (reading) => readCompaction(reading, 'event'),
  task_started: readTurnStart,
  turn_started: readTurnStart,
  task_complete: readTurnEnd,
  turn_complete: readTurnEnd,
  turn_aborted: readTurnAborted,
  exec_command_end: readExecEnd,
  patch_apply_end: readPatchEnd,
  mcp_tool_call_end: readMcpEnd,
  web_search_end: (reading) => readWebSearch(reading, 'event'),
  view_image_tool_call: () => [copy(null, 'tool_call')],
  image_generation_end: () => [copy(null, 'tool_call')],
  thread_rolled_back: readRollback,
  thread_name_updated: readTitle,
  undo_completed: ({ payload }) => [note('undo', textOf(payload.message))],
  entered_review_mode: ({ payload }) => [note('review_started', textOf(payload.user_facing_hint))],
  exited_review_mode: ({ payload }) => [note('review_ended', textOf(objectOf(payload.review_output).overall_explanation))],
  error: ({ payload }) => [{ actor: 'system', kind: 'error', text: textOf(payload.message), data: { type: 'api_error' } }],
  stream_error: ({ payload }) => [noise('api_retry', textOf(payload.message))],
  warning: ({ payload }) => [note('host', textOf(payload.message), { level: 'warning' })],
};

/** Items of newer versions; those of tools repeat what the model's input and output hold. */
function readItemCompleted(reading: Reading): Draft[] {
  const item = objectOf(reading.payload.item);
  const type = textOf(item.type) ?? '';
  if (type === 'UserMessage') return readUserItem(reading, item);
  if (type === 'AgentMessage') return [agentMessage(withPhase(reading, item), textIn(item.content), 'event')];
  if (type === 'Plan') return [agentMessage(reading, textOf(item.text) ?? '', 'event', 'plan')];
  if (type === 'Reasoning') return readReasoningCompleted(reading, item);
  if (type === 'ContextCompaction') return readCompaction(reading, 'event');
  return /^(CommandExecution|FileChange|McpToolCall|DynamicToolCall|WebSearch|ImageView|ImageGeneration|TodoList)$/.test(type)
    ? [copy(textOf(item.id), type)]
    : [];
}

const withPhase = (reading: Reading, item: JsonObject): Reading => ({ ...reading, payload: { phase: item.phase } });

const textIn = (content: unknown): string =>
  (Array.isArray(content) ? content : [content]).map((part) => textOf(part) ?? textOf(objectOf(part).text) ?? '').join('\n');

/** Turns that the person took back: they stay where they stand. */
function readRollback({ payload }: Reading): Draft[] {
  const turns = numberOf(payload.num_turns);
  return [
    note('rollback', turns === 1 ? 'The last turn was taken back.' : `The last ${turns ?? 'few'} turns were taken back.`, {
      turns,
    }),
  ];
}

function readTitle({ payload, facts }: Reading): Draft[] {
  const title = textOf(payload.thread_name);
  if (title) {
    facts.title = title.slice(0, 500);
    facts.titleRank = 2;
  }
  return [noise('title', title)];
}
