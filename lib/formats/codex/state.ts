import type { ParseOptions } from '@/lib/formats/format';
import { safeId, sessionInName, timeOf, unnamedSession } from '@/lib/formats/identity';
import { describeValue, isObject, type JsonObject, objectOf, textOf } from '@/lib/formats/json';

/** What stands around an item, from late 2025 on. */
export const ITEM_TYPES = new Set([
  'session_meta',
  'turn_context',
  'response_item',
  'event_msg',
  'compacted',
  'world_state',
  'inter_agent_communication',
  'inter_agent_communication_metadata',
]);

/** A call that was made, with what its result needs of it. */
export interface Call {
  id: string;
  name: string;
  /** Of a plan: its steps. */
  items: JsonObject[] | null;
  /** Of a question to the person: its parts, as `[id, question]`. */
  questions: [string, string][] | null;
  /** Of a patch: what it asks for. */
  patches: JsonObject[] | null;
  /** Of a call that goes on with a running process: that process. */
  process: string | null;
}

/** A command that did not end within its call. */
export interface Process {
  id: string;
  call: string;
  name: string;
  /** The end of what it has written so far. */
  tail: string;
}

/** What an event told of a call before the call's output came. */
export interface Ending {
  exitCode: number | null;
  isError: boolean;
  patches: JsonObject[] | null;
}

/** Tokens of a thread so far, as Codex counts them: `input` holds what was `cached` and `written`. */
export interface Totals {
  input: number;
  cached: number;
  written: number;
  output: number;
  reasoning: number;
  total: number;
}

/** Plain JSON. */
export interface State {
  session: string;
  /** The line before the session's first: several rollouts may stand in one file. */
  offset: number;
  /** Sessions that this one begins with a copy of. */
  ancestors: string[];
  /** Another agent gave this one its task. */
  isSubagent: boolean;
  isCopying: boolean;
  /** When the copy began. */
  copyingSince: string | null;
  at: string | null;
  turn: { id: string; records: number; prompts: number } | null;
  /** Total tokens of the session, by the last count. */
  totals: Totals | null;
  /** The model of the turn. */
  model: string | null;
  hasCwd: boolean;
  hasTitle: boolean;
  /** What persons write stands as events beside the items of the model's input: then those items are copies. */
  hasPromptEvents: boolean;
  /** Items and events that wait for the one that says the same, as `[what, where]`. */
  twins: [string, string][];
  /** What the agent said last. */
  said: string | null;
  calls: Call[];
  endings: [string, Ending][];
  processes: Process[];
}

export function startState(options: ParseOptions, sample: readonly unknown[]): State {
  const records = sample.filter(isObject);
  const named = records.map(idOfMeta).find((id) => id !== null);
  const session = named ?? sessionInName(options.source) ?? unnamedSession(describeValue(sample[0]));
  const at = records.map((record) => timeOf(record.timestamp)).find((time) => time !== null) ?? null;
  return { ...newSession(safeId(session), 0), at, hasPromptEvents: records.some(tellsPrompts) };
}

/** Goes over to another session: its lines are counted from this one on. */
export function changeSession(state: State, session: string, line: number): void {
  const { at, hasPromptEvents } = state;
  Object.assign(state, newSession(session, line - 1), { at, hasPromptEvents });
}

function newSession(session: string, offset: number): State {
  return {
    session,
    offset,
    ancestors: [],
    isSubagent: false,
    isCopying: false,
    copyingSince: null,
    at: null,
    turn: null,
    totals: null,
    model: null,
    hasCwd: false,
    hasTitle: false,
    hasPromptEvents: false,
    twins: [],
    said: null,
    calls: [],
    endings: [],
    processes: [],
  };
}

/** Ids of sessions and turns begin with their time, in milliseconds; null for an id that does not. */
export function timeOfId(id: string): number | null {
  const hex = id.match(/^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-/i);
  return hex ? Number.parseInt(`${hex[1]}${hex[2]}`, 16) : null;
}

const idOfMeta = (record: JsonObject): string | null => {
  if (record.type === 'session_meta') return textOf(objectOf(record.payload).id);
  return 'type' in record || !('instructions' in record) ? null : textOf(record.id);
};

/** Every version that states itself writes these events; of a file without its beginning the first of them tells. */
function tellsPrompts({ type, payload }: JsonObject): boolean {
  if (type === 'session_meta') return textOf(objectOf(payload).cli_version) !== null;
  if (type !== 'event_msg' || !isObject(payload)) return false;
  return payload.type === 'user_message' || (payload.type === 'item_completed' && objectOf(payload.item).type === 'UserMessage');
}
