import { agentMessage, isUnsaid } from '@/lib/formats/codex/messages';
import type { Reading } from '@/lib/formats/codex/reading';
import { type State, timeOfId } from '@/lib/formats/codex/state';
import { type Draft, noise } from '@/lib/formats/drafts';
import { safeId } from '@/lib/formats/identity';
import { numberOf, textOf } from '@/lib/formats/json';

/** A session that begins with a copy of another copies within moments. */
const COPY_MS = 2000;

/** Notes which turn a record belongs to, and whether it is a copy of another session's. Called before the record is read. */
export function followTurns({ type, payload, state }: Reading): void {
  const id = textOf(payload.turn_id);
  const isStart = type === 'turn_context' || payload.type === 'task_started' || payload.type === 'turn_started';
  if (isStart && id && state.turn?.id !== safeId(id)) {
    state.turn = { id: safeId(id), records: 0, prompts: 0 };
    state.twins = [];
    state.said = null;
  }
  if (isStart && id && state.ancestors.length > 0) state.isCopying = isOlder(id, state.session) ?? state.isCopying;
  if (!state.isCopying || state.turn || !state.at || !state.copyingSince) return;
  state.isCopying = Date.parse(state.at) - Date.parse(state.copyingSince) <= COPY_MS;
}

/** A turn that began before its session is another session's. */
function isOlder(turn: string, session: string): boolean | null {
  const [began, born] = [timeOfId(turn), timeOfId(session)];
  return began === null || born === null ? null : began < born;
}

export const readTurnStart = ({ payload }: Reading): Draft[] => [
  noise('task_started', null, { turn_id: textOf(payload.turn_id), mode: textOf(payload.collaboration_mode_kind) }),
];

/** The end of a turn holds its last message again; it counts where nothing else told it. */
export function readTurnEnd(reading: Reading): Draft[] {
  const { payload, state } = reading;
  const last = textOf(payload.last_agent_message);
  const about = { turn_id: textOf(payload.turn_id), duration_ms: numberOf(payload.duration_ms) };
  const end = noise('task_complete', null, about);
  const drafts = last?.trim() && isUnsaid(reading, last) ? [agentMessage(reading, last, 'event'), end] : [end];
  endTurn(state);
  return drafts;
}

/** A person stops the agent; other turns are put aside for another one. */
export function readTurnAborted({ payload, state }: Reading): Draft[] {
  const reason = textOf(payload.reason) ?? 'interrupted';
  const about = { reason, turn_id: textOf(payload.turn_id), duration_ms: numberOf(payload.duration_ms) };
  endTurn(state);
  if (reason !== 'interrupted') return [noise('turn_aborted', reason, about)];
  return [{ actor: 'human', kind: 'interrupt', text: 'Interrupted', data: { type: 'turn_aborted', ...about } }];
}

function endTurn(state: State): void {
  state.twins = [];
  if (state.turn) state.turn.prompts = 0;
}
