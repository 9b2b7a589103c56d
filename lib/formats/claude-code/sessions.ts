import { safeId, timeOf } from '@/lib/formats/identity';
import { type JsonObject, objectOf, textOf } from '@/lib/formats/json';
import { remember } from '@/lib/formats/memory';

/** A session whose records stand in the file of one that goes on with what it said. */
export interface Continued {
  id: string;
  by: string;
  isTold: boolean;
}

interface SessionsSeen {
  session: string;
  sessions: { id: string }[];
  continued: Continued[];
  recent: string[];
}

/** The session that a record belongs to, and the one that it was copied from. */
export interface Place {
  session: string;
  copiedFrom: string | null;
}

/**
 * The session of a file, told by its head, and those that it goes on with: a resumed session takes the records of the one before into its own
 * file, many of them under their old session. They hang together, and the newest message is of the session that was resumed.
 */
export function sessionsIn(records: readonly JsonObject[]): { own: string | null; continued: Continued[] } {
  const named = records.filter((record) => textOf(record.sessionId) !== null);
  const sessions = new Map(named.map((record) => [textOf(record.uuid), idOf(record)]));
  const joined = new Set(named.slice(0, 1).map(idOf));
  let [own = null] = joined;
  let newest = '';
  for (const record of named) {
    const parent = sessions.get(textOf(record.parentUuid) ?? '');
    if (parent && joined.has(parent)) joined.add(idOf(record));
    const at = timeOf(record.timestamp);
    if (!at || at <= newest || !joined.has(idOf(record)) || (record.type !== 'user' && record.type !== 'assistant')) continue;
    own = idOf(record);
    newest = at;
  }
  const continued = [...joined].filter((id) => id !== own).map((id) => ({ id, by: own ?? id, isTold: false }));
  return { own, continued };
}

const idOf = (record: JsonObject): string => safeId(textOf(record.sessionId) ?? '');

/** Where a record belongs: one that hangs under a record of the file's session belongs to that, another begins a session of its own. */
export function placeOf(state: SessionsSeen, record: JsonObject): Place {
  const named = textOf(record.sessionId) ?? textOf(record.session_id);
  if (!named) return { session: state.session, copiedFrom: null };
  const id = safeId(named);
  const continued = state.continued.find((session) => session.id === id) ?? newlyContinued(state, record, id);
  state.session = continued?.by ?? id;
  const origin = textOf(objectOf(record.forkedFrom).sessionId);
  const from = origin ? safeId(origin) : id;
  return { session: state.session, copiedFrom: from === state.session ? null : from };
}

function newlyContinued(state: SessionsSeen, record: JsonObject, id: string): Continued | undefined {
  const parent = textOf(record.parentUuid);
  const isKnown = id === state.session || state.sessions.some((session) => session.id === id);
  if (isKnown || !parent || !state.recent.includes(safeId(parent))) return undefined;
  const continued = { id, by: state.session, isTold: false };
  remember(state.continued, continued);
  return continued;
}

/** The session that this one goes on with, once: at the first record that came from there. */
export function predecessorIn(state: SessionsSeen, copiedFrom: string | null): string | null {
  const continued = state.continued.find((session) => session.id === copiedFrom);
  if (continued?.isTold) return null;
  if (continued) continued.isTold = true;
  return copiedFrom;
}
