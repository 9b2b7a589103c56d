import type postgres from 'postgres';
import type { Context } from '@/lib/auth/context';
import { clockAhead } from '@/lib/display';
import { AppError } from '@/lib/errors';
import { anchorThreads, type CallPlace, type ThreadRow } from '@/lib/events/anchors';
import { type Derived, withEvent, withFacts } from '@/lib/events/derive';
import { giveWay } from '@/lib/events/hook-cover-commands';
import { type EventRow, insertRows, rowsOf } from '@/lib/events/insert';
import type { NewRecord } from '@/lib/events/new-event';
import { type Placed, placeEvents, type StoredEvent } from '@/lib/events/placement';
import { findRepeats } from '@/lib/events/repeat-queries';
import { MAIN_THREAD } from '@/lib/events/schema';
import { enqueue } from '@/lib/jobs/queue';
import { activeAt, effective } from '@/lib/sessions/effective';
import { settleDelayMs } from '@/lib/sessions/pace';

type Sql = postgres.TransactionSql;

/** What became of the events of each record, and the session's last number. */
export interface Inserted {
  placed: Placed[][];
  lastSeq: number;
  /** Whether some of these lines stood in another place before. */
  hasMoved: boolean;
}

export interface InsertOptions {
  receivedAt: Date;
  /** Whether nothing has told a time so far: that of these events is a guess until a later one tells. */
  isUndated: boolean;
  /** Whether lines of their file stand in another place than when it was sent before: then all are looked for under other ids too. */
  hasMoved: boolean;
}

interface LockedSession {
  id: string;
  project_id: string;
  sent: Record<string, unknown>;
  person_title: string | null;
  derived: Derived;
  last_seq: number;
  last_event_at: Date | null;
  settle_ms: number;
  created_at: Date;
}

/**
 * Stores the events of records for one session in one transaction: numbers, threads, what they say of the session, and the job that cuts them.
 * Writers of the same session wait for each other, so that numbers have no gaps. Sending the same again changes nothing.
 */
export async function insertParsed(
  ctx: Context,
  sessionId: string,
  records: NewRecord[],
  options: InsertOptions,
): Promise<Inserted> {
  return ctx.db.sql.begin(async (sql) => {
    const [session] = await sql<LockedSession[]>`
      select id, project_id, sent, person_title, derived, last_seq, last_event_at, settle_ms, created_at from sessions where id = ${sessionId} for update`;
    if (!session) throw new AppError('deleted', 'The session was deleted meanwhile.');
    const stored = await findStored(sql, sessionId, records);
    const events = records.flatMap((record) => record.events);
    const repeats = await findRepeats(sql, sessionId, { events, stored, hasMoved: options.hasMoved });
    const placed = placeEvents(records, { stored, repeats }, session.last_seq);
    const rows = await dateEvents(sql, session, rowsOf(records, placed), options);
    await insertRows(sql, { id: sessionId, receivedAt: options.receivedAt }, rows);
    await writeOutputs(sql, session, records, placed);
    await writeThreads(sql, session, records, placed);
    const isNews = rows.length > 0 || records.some((record) => record.facts && record.events.length === 0);
    if (isNews) await writeSession(sql, session, { records, placed, rows: rows.map((row) => heard(row, options.receivedAt)) });
    const accepted = rows.map(({ event }) => event);
    if (rows.length > 0) await giveWay(sql, sessionId, accepted);
    if (rows.length > 0) await enqueue(sql, { name: 'settle', sessionId, delayMs: settleDelayMs(session.settle_ms) });
    return {
      placed,
      lastSeq: session.last_seq + rows.length,
      hasMoved: [...repeats].some(([event, { id }]) => id !== event.id),
    };
  });
}

/** Events stored under the ids of these, and under the fallback ids of those whose id is taken. */
async function findStored(sql: Sql, sessionId: string, records: NewRecord[]): Promise<Map<string, StoredEvent>> {
  const found = new Map<string, StoredEvent>();
  const look = async (ids: string[]) => {
    if (ids.length === 0) return;
    const rows = await sql<{ event_id: string; seq: number; content_hash: Uint8Array; raw_seq: number | null }[]>`
      select event_id, seq, content_hash, raw_seq from events where session_id = ${sessionId} and event_id = any(${ids})`;
    for (const row of rows) {
      found.set(row.event_id, { seq: row.seq, contentHash: row.content_hash, rawSeq: row.raw_seq ?? row.seq });
    }
  };
  const events = records.flatMap((record) => record.events);
  await look(events.map((event) => event.id));
  const seen = new Set(found.keys());
  const taken = events.filter((event) => seen.has(event.id) || !seen.add(event.id));
  await look(taken.flatMap((event) => event.fallbackId ?? []));
  return found;
}

/**
 * Events at the beginning of a transcript have the time of the first one that tells it, also where that comes in a later part. What another file tells
 * without a time of a session whose times are known came with its last event.
 */
async function dateEvents(sql: Sql, session: LockedSession, rows: EventRow[], { isUndated }: InsertOptions): Promise<EventRow[]> {
  const { undated_seq: undated = 0 } = session.derived;
  const { last_event_at: lastAt } = session;
  const [first] = rows;
  if (!first) return rows;
  if (undated !== session.last_seq)
    return isUndated && lastAt ? rows.map((row) => ({ ...row, event: { ...row.event, at: lastAt } })) : rows;
  if (isUndated) session.derived = { ...session.derived, undated_seq: session.last_seq + rows.length };
  else if (undated > 0) {
    await sql`update events set at = ${first.event.at} where session_id = ${session.id} and seq <= ${undated}`;
    session.derived = { ...session.derived, undated_seq: undefined, started_at: first.event.at.toISOString() };
    session.last_event_at = null;
  }
  return rows;
}

/** Puts whole outputs in the place of beginnings, when a record that brings them is stored. */
async function writeOutputs(sql: Sql, session: LockedSession, records: NewRecord[], placed: Placed[][]): Promise<void> {
  for (const [i, { outputs = [] }] of records.entries()) {
    if (!placed[i]?.some(({ outcome }) => outcome === 'accepted')) continue;
    for (const { callId, output } of outputs)
      await sql`
        update events set output = ${output}, data = coalesce(data, '{}') || '{"is_output_whole": true}'
        where session_id = ${session.id} and kind = 'tool_result' and call_id = ${callId} and output like '<persisted-output>%'`;
  }
}

async function writeThreads(sql: Sql, session: LockedSession, records: NewRecord[], placed: Placed[][]): Promise<void> {
  const { seen, calls, firstMain } = threadsIn(session, records, placed);
  const known = await sql<ThreadRow[]>`
    select thread, label, spawn_call_id as "spawnCallId", anchor_seq as "anchorSeq" from threads where session_id = ${session.id}`;
  if (known.length === 0 && seen.length === 0) return;
  const wanted = seen.flatMap((row) => row.spawnCallId ?? []).filter((call) => !calls.has(call));
  if (wanted.length > 0) {
    const earlier = await sql<{ call_id: string; seq: number; thread: string }[]>`
      select call_id, seq, thread from events where session_id = ${session.id} and kind = 'tool_call' and call_id = any(${wanted})`;
    for (const call of earlier) calls.set(call.call_id, call);
  }
  const changed = anchorThreads(known, seen, { calls, firstMain });
  if (changed.length === 0) return;
  await sql`
    insert into threads (session_id, thread, label, spawn_call_id, anchor_seq)
    select ${session.id}, t.thread, t.label, t."spawnCallId", t."anchorSeq"
    from jsonb_to_recordset(${JSON.stringify(changed)}::text::jsonb) as t(thread text, label text, "spawnCallId" text, "anchorSeq" int)
    on conflict (session_id, thread) do update
    set label = excluded.label, spawn_call_id = excluded.spawn_call_id, anchor_seq = excluded.anchor_seq`;
}

/** Threads and calls that these events bring, each thread with the anchor that it has as long as nothing better is known. */
function threadsIn(session: LockedSession, records: NewRecord[], placed: Placed[][]) {
  const seen: ThreadRow[] = [];
  const calls = new Map<string, CallPlace>();
  const mainBefore = session.derived.main_seq ?? null;
  let main = mainBefore;
  let firstMain: number | null = null;
  let next = session.last_seq + 1;
  for (const [i, record] of records.entries()) {
    for (const { event, seq, outcome } of placed[i] ?? []) {
      if (seq === null || outcome !== 'accepted') continue;
      next = seq + 1;
      if (event.kind === 'tool_call' && event.callId) calls.set(event.callId, { seq, thread: event.thread });
      if (event.thread === MAIN_THREAD) {
        main = seq;
        if (mainBefore === null) firstMain ??= seq;
      } else seen.push({ thread: event.thread, label: null, spawnCallId: null, anchorSeq: main ?? seq });
    }
    for (const thread of record.threads) seen.push({ ...thread, anchorSeq: main ?? next });
  }
  return { seen, calls, firstMain };
}

interface News {
  records: NewRecord[];
  placed: Placed[][];
  rows: EventRow[];
}

/** An event as it happened by our clock, where that of its agent is ahead. */
const heard = (row: EventRow, receivedAt: Date): EventRow => {
  const ahead = clockAhead(row.event.at.getTime(), receivedAt.getTime());
  return ahead > 0 ? { ...row, event: { ...row.event, at: receivedAt } } : row;
};

/** What a record says of its session counts once: when an event of it is new. */
function derivedAfter(derived: Derived, { records, placed, rows }: News): Derived {
  const rowBySeq = new Map(rows.map((row) => [row.seq, row]));
  return records.reduce((soFar, record, i) => {
    const accepted = (placed[i] ?? []).flatMap(({ outcome, seq }) =>
      outcome !== 'accepted' || seq === null ? [] : (rowBySeq.get(seq) ?? []),
    );
    const isNews = accepted.length > 0 || record.events.length === 0;
    const facts = isNews && record.facts ? withFacts(soFar, record.facts) : soFar;
    return accepted.reduce((next, row) => withEvent(next, row.event, row.seq), facts);
  }, derived);
}

async function writeSession(sql: Sql, session: LockedSession, news: News): Promise<void> {
  const derived = derivedAfter(session.derived, news);
  const shown = effective(session.sent, derived, session.person_title);
  const times = news.rows.map(({ event }) => event.at.getTime());
  const newest = times.reduce((a, b) => Math.max(a, b), session.last_event_at?.getTime() ?? Number.NEGATIVE_INFINITY);
  const lastEventAt = Number.isFinite(newest) ? new Date(newest) : null;
  await sql`
    update sessions set
      derived = ${sql.json(derived as never)}, title = ${shown.title}, agent = ${shown.agent}, model = ${shown.model}, branch = ${shown.branch},
      cwd = ${shown.cwd}, status = ${shown.status}, started_at = ${shown.startedAt}, ended_at = ${shown.endedAt},
      parent_external_id = ${shown.parentExternalId}, predecessor_external_id = ${shown.predecessorExternalId},
      last_seq = ${session.last_seq + news.rows.length}, last_event_at = ${lastEventAt}, turn_state = ${derived.turn?.state ?? null},
      active_at = ${activeAt(shown.startedAt, lastEventAt, session.created_at)}, updated_at = ${new Date()}
    where id = ${session.id}`;
}
