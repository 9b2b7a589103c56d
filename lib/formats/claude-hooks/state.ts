import type { ParseOptions } from '@/lib/formats/format';
import { safeId } from '@/lib/formats/identity';
import { isObject, textOf } from '@/lib/formats/json';
import { remember } from '@/lib/formats/memory';
import { type RecordState, startRecords } from '@/lib/formats/records';
import type { CallState } from '@/lib/formats/tools';

/** What is known of one of the sessions. */
export interface SeenSession extends RecordState {
  hasCwd: boolean;
  mode: string | null;
}

/** Plain JSON. */
export interface State extends RecordState, CallState {
  sessions: SeenSession[];
  /** Calls without an id that have no result yet: what they are told by, and the id that stands for theirs. */
  open: [string, string][];
  /** Calls that spawn a subagent, with what it is for. */
  spawns: [string, string][];
  /** Threads that were announced, as `session thread`. */
  threads: string[];
  tasks: [string, string][];
}

export function startState(options: ParseOptions, sample: readonly unknown[]): State {
  const named = sample.find((value) => isObject(value) && textOf(value.session_id) !== null);
  const session = isObject(named) ? textOf(named.session_id) : null;
  return { ...startRecords(session, options, sample), calls: [], sessions: [], open: [], spawns: [], threads: [], tasks: [] };
}

export function seenSession(state: State, id: string): SeenSession {
  const known = state.sessions.find(({ session }) => session === safeId(id));
  if (known) return known;
  const session = { session: safeId(id), at: null, hasTitle: false, hasCwd: false, mode: null };
  remember(state.sessions, session);
  return session;
}
