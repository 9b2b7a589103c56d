import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, smallint, text, unique, uuid } from 'drizzle-orm/pg-core';
import { anyJson, bytea, instant } from '@/db/schema/columns';
import { sessions } from '@/db/schema/sessions';

/** One thing that happened. Written once and never changed but for `copied_from`; NUL and lone surrogates are replaced in the parsed columns, never in `raw`. */
export const events = pgTable(
  'events',
  {
    sessionId: uuid('session_id')
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    seq: integer().notNull(),
    eventId: text('event_id').notNull(),
    /** HMAC-SHA-256 of the original: tells a repetition from a conflict without keeping what was redacted. */
    contentHash: bytea('content_hash').notNull(),
    at: instant('at').notNull(),
    receivedAt: instant('received_at').notNull(),
    thread: text().notNull(),
    actor: text().notNull(),
    kind: text().notNull(),
    text: text(),
    toolName: text('tool_name'),
    callId: text('call_id'),
    input: anyJson(),
    output: text(),
    isError: boolean('is_error'),
    exitCode: integer('exit_code'),
    usage: jsonb().$type<unknown>(),
    data: jsonb().$type<Record<string, unknown>>(),
    isNoise: boolean('is_noise').notNull().default(false),
    /** `{sid, seq}` of the event of another session that this one repeats. */
    copiedFrom: jsonb('copied_from').$type<{ sid: string; seq: number }>(),
    redacted: text().array(),
    source: text(),
    sourceLine: integer('source_line'),
    sourcePart: smallint('source_part'),
    /** The redacted line, deflated; null where an earlier event of the same line holds it. */
    raw: bytea(),
    /** The seq of the event that holds the raw line, where this one does not. */
    rawSeq: integer('raw_seq'),
  },
  (t) => [
    primaryKey({ columns: [t.sessionId, t.seq] }), // events of a session in order of arrival, from any seq on
    unique('events_event_id').on(t.eventId, t.sessionId), // a client's id is unique in its session; finds copies of an event in other sessions
    index('events_thread').on(t.sessionId, t.thread, t.seq).where(sql`${t.thread} <> 'main'`), // the events of a subagent's run
  ],
);

/** A subagent's run inside a session. */
export const threads = pgTable(
  'threads',
  {
    sessionId: uuid('session_id')
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    thread: text().notNull(),
    label: text(),
    /** The call that spawned it, once it is known. */
    spawnCallId: text('spawn_call_id'),
    /** The main-thread event whose segment the thread's events belong to. */
    anchorSeq: integer('anchor_seq').notNull(),
  },
  (t) => [primaryKey({ columns: [t.sessionId, t.thread] })], // the threads of a session; finds one by its name
);

/** An identifier that an event names or makes, once in each role. */
export const eventReferences = pgTable(
  'event_references',
  {
    sessionId: uuid('session_id')
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    seq: integer().notNull(),
    kind: text().notNull(), // issue · commit · branch · pull_request · file · session · worktree · ticket · url
    /** What makes two of a kind the same, such as a full path or a lower-case hash. */
    name: text().notNull(),
    /** How the event writes it. */
    text: text().notNull(),
    role: text().notNull(), // produced · touched · read · mentioned · closed · commented
  },
  (t) => [
    primaryKey({ columns: [t.sessionId, t.seq, t.kind, t.name, t.role] }), // the references of an event, or of a run of events
    index('event_references_name').on(t.name, t.sessionId), // every session that has a reference
  ],
);

/** What an agent's hook told before its transcript did: shown meanwhile, counted and cut nowhere. It goes where the transcript tells the same. */
export const hookEvents = pgTable(
  'hook_events',
  {
    /** In order of arrival. */
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    sessionId: uuid('session_id')
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    /** HMAC-SHA-256 of the payload: a repetition is told by it. */
    digest: bytea().notNull(),
    receivedAt: instant('received_at').notNull(),
    hook: text().notNull(),
    thread: text().notNull(),
    /** What it says, redacted and cut short, each with the key by which the transcript's event is known for the same. */
    items: jsonb().$type<unknown[]>().notNull(),
    /** The same on one line. */
    line: text(),
  },
  (t) => [index('hook_events_session').on(t.sessionId, t.id)], // what the hooks told of a session, in order
);
