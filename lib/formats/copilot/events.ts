import { MAIN_THREAD } from '@/lib/events/schema';
import { readAssistant, readNotification, readPlan, readPlanAnswer, readUser } from '@/lib/formats/copilot/messages';
import { only, type Reader } from '@/lib/formats/copilot/reading';
import { readCompaction, readHead, readModel, readShutdown } from '@/lib/formats/copilot/session-events';
import type { State } from '@/lib/formats/copilot/state';
import { readPermission, readResult, readStart, readUserCall } from '@/lib/formats/copilot/tool-events';
import { type Draft, noise, note } from '@/lib/formats/drafts';
import type { ParsedThread } from '@/lib/formats/format';
import { safeId } from '@/lib/formats/identity';
import { type JsonObject, objectOf, textOf } from '@/lib/formats/json';
import { recall } from '@/lib/formats/memory';
import type { ReadRecord } from '@/lib/formats/records';

const EVENTS: Record<string, Reader> = {
  'session.start': readHead,
  'session.resume': readHead,
  'session.context_changed': (state, data) => readHead(state, { context: data }),
  'session.model_change': (_state, { newModel }) => readModel(textOf(newModel)),
  'session.auto_mode_resolved': (_state, { chosenModel }) => readModel(textOf(chosenModel)),
  'session.mode_changed': (_state, { newMode, previousMode }) => only(noise('mode', textOf(newMode), { previous: previousMode })),
  'session.permissions_changed': (_state, { allowAllPermissions }) =>
    only(noise('permissions', allowAllPermissions === true ? 'everything is allowed' : 'asks')),
  'session.compaction_start': () => only(noise('compaction_start')),
  'session.compaction_complete': readCompaction,
  'session.usage_checkpoint': (_state, { totalNanoAiu, totalPremiumRequests }) =>
    only(noise('usage', null, { nano_aiu: totalNanoAiu, premium_requests: totalPremiumRequests })),
  'session.shutdown': readShutdown,
  'session.title_changed': (_state, { title }) => ({
    drafts: [noise('title', textOf(title))],
    facts: textOf(title) ? { title: textOf(title)?.slice(0, 500), titleRank: 2 } : {},
  }),
  'session.error': (_state, { message, errorType }) =>
    only({ actor: 'system', kind: 'error', text: textOf(message), data: { type: 'api_error', error: textOf(errorType) } }),
  'session.warning': (_state, { message }) => only(note('host', textOf(message), { level: 'warning' })),
  'session.info': (_state, { message, infoType }) => only(noise('host', textOf(message), { about: textOf(infoType) })),
  'session.task_complete': (_state, { summary, success }) =>
    only({ actor: 'agent', kind: 'message', text: textOf(summary), data: { type: 'task_complete', success } }),
  'session.snapshot_rewind': (_state, { upToEventId }) => only(note('rewind', null, { to: textOf(upToEventId) })),
  'session.truncation': () => only(noise('truncation')),
  'user.message': readUser,
  'assistant.message': readAssistant,
  'assistant.reasoning': (_state, { content }) => only({ actor: 'agent', kind: 'thinking', text: textOf(content) }),
  'assistant.intent': (_state, { intent }) => only(noise('intent', textOf(intent))),
  'assistant.turn_start': () => only(noise('turn_start')),
  'assistant.turn_end': () => only(noise('turn_end')),
  'tool.execution_start': readStart,
  'tool.execution_complete': readResult,
  'tool.user_requested': readUserCall,
  'permission.requested': readPermission,
  'permission.completed': readPermission,
  'exit_plan_mode.requested': readPlan,
  'exit_plan_mode.completed': readPlanAnswer,
  'user_input.requested': (_state, { question }) => only(noise('question', textOf(question))),
  'user_input.completed': (_state, { answer }) => only(noise('answer', textOf(answer))),
  'skill.invoked': (_state, { name }) => only(note('skill', textOf(name))),
  'hook.start': (_state, { hookType }) => only(noise('hook', null, { hook: textOf(hookType) })),
  'hook.end': (_state, { hookType, success }) => only(noise('hook_end', null, { hook: textOf(hookType), success })),
  'subagent.started': (_state, { agentName }) => only(noise('subagent_started', null, { agent: textOf(agentName) })),
  'subagent.completed': (_state, { agentName }) => only(noise('subagent_ended', null, { agent: textOf(agentName) })),
  'subagent.failed': (_state, { agentName, error }) => only(noise('subagent_ended', textOf(error), { agent: textOf(agentName) })),
  'system.message': (_state, { content, role }) => only(noise('injected', textOf(content), { role: textOf(role) })),
  'system.notification': readNotification,
  abort: (_state, { reason }) => only(readAbort(textOf(reason))),
};

/** Reads an event. Those of a subagent name the call that began it: its run is a thread. */
export function readCopilotEvent(state: State, event: JsonObject): ReadRecord {
  const type = textOf(event.type) ?? '';
  const data = objectOf(event.data);
  const agent = textOf(event.agentId);
  const thread = agent && safeId(agent);
  const { drafts, facts } = (Object.hasOwn(EVENTS, type) ? EVENTS[type] : undefined)?.(state, data, thread) ?? { drafts: [] };
  const read = { id: textOf(event.id), at: event.timestamp, facts };
  if (thread === null) return { ...read, drafts };
  const threads = type === 'subagent.started' ? [announced(state, thread, data)] : [];
  return { ...read, drafts: drafts.map(ofSubagent), thread: threadOf(type, thread), threads };
}

const readAbort = (reason: string | null): Draft =>
  reason === null || /user/.test(reason)
    ? { actor: 'human', kind: 'interrupt', text: 'Interrupted', data: { reason } }
    : note('abort', reason);

/** What is said of a run stands where it was called. */
const threadOf = (type: string, thread: string): string => (type.startsWith('subagent.') ? MAIN_THREAD : thread);

const ofSubagent = (draft: Draft): Draft =>
  draft.actor === 'agent' && draft.kind !== 'prompt' ? { ...draft, actor: 'subagent' } : draft;

function announced(state: State, thread: string, data: JsonObject): ParsedThread {
  const call = textOf(data.toolCallId);
  const callId = call && safeId(call);
  const label = (callId && recall(state.about, callId)) || textOf(data.agentDisplayName) || textOf(data.agentName);
  return { thread, label, spawnCallId: callId };
}
