/** How a session's last turn stands; small, so that it is kept with the session and goes on with the next events. */
export interface Turn {
  state: 'waiting' | 'finished' | 'unfinished' | null;
  /** The question or gate that waits for a person: its call, or '' where the call has no id. */
  question: string | null;
}

/** The part of an event that tells how a turn stands. */
export interface TurnEvent {
  thread: string;
  actor: string;
  kind: string;
  isNoise: boolean;
  toolName: string | null;
  callId: string | null;
  /** `data.type`, if it has one. */
  dataType: string | null;
}

export const NO_TURN: Turn = { state: null, question: null };

/** Tools with which agents ask a person or show a plan for approval, without case and punctuation. */
const QUESTION_TOOLS = new Set([
  'askuserquestion',
  'exitplanmode',
  'askuser',
  'requestuserinput',
  'askfollowupquestion',
  'askquestion',
]);
const TURN_ENDS = new Set(['turn_end', 'turn_duration', 'turn_complete', 'task_complete', 'stop_hook_summary', 'session_end']);

const UNFINISHED: Turn = { state: 'unfinished', question: null };
const FINISHED: Turn = { state: 'finished', question: null };

/** The turn after one more event. Subagents, noise and mere notes change nothing. */
export function nextTurn(turn: Turn, event: TurnEvent): Turn {
  if (event.thread !== 'main') return turn;
  if (TURN_ENDS.has(event.dataType ?? '')) return turn.state === 'waiting' ? turn : FINISHED;
  if (event.isNoise) return turn;
  switch (event.kind) {
    case 'tool_call':
      return afterCall(turn, event);
    case 'tool_result':
      return turn.question === null || isAnswer(turn.question, event) ? UNFINISHED : turn;
    case 'message':
      return event.actor === 'agent' ? FINISHED : turn;
    case 'prompt':
    case 'interrupt':
    case 'error':
      return UNFINISHED;
    case 'thinking':
      return turn.state === 'waiting' ? turn : UNFINISHED;
    default:
      return turn;
  }
}

/** A call beside an open question leaves it open: agents run tools in parallel. */
function afterCall(turn: Turn, event: TurnEvent): Turn {
  const name = (event.toolName ?? '').toLowerCase().replace(/[^a-z]/g, '');
  if (QUESTION_TOOLS.has(name)) return { state: 'waiting', question: event.callId ?? '' };
  return turn.state === 'waiting' ? turn : UNFINISHED;
}

const isAnswer = (question: string, event: TurnEvent) => question === '' || event.callId === question;
