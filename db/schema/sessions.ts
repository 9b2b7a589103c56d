import { sql } from 'drizzle-orm';
import { bigint, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { bytea, instant } from '@/db/schema/columns';
import { projects } from '@/db/schema/projects';

/** One run of one agent. `title` to `endedAt` are what is shown: what was sent, else what its events say. */
export const sessions = pgTable(
  'sessions',
  {
    id: uuid().primaryKey(),
    sid: text().notNull().unique(), // finds a session by the id in a URL
    projectId: uuid('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    externalId: text('external_id').notNull(),
    /** What clients sent with PUT, key by key. */
    sent: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    /** What the events and transcripts say, key by key. */
    derived: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    title: text(),
    /** What a person called it: nothing that is sent or derived overwrites it. */
    personTitle: text('person_title'),
    agent: text(),
    model: text(),
    branch: text(),
    cwd: text(),
    /** Sent by a client; without it the status is read off the last events. */
    status: text(),
    startedAt: instant('started_at'),
    endedAt: instant('ended_at'),
    /** Only for a session recorded without its events. */
    statedEventCount: integer('stated_event_count'),
    parentExternalId: text('parent_external_id'),
    predecessorExternalId: text('predecessor_external_id'),
    lastSeq: integer('last_seq').notNull().default(0),
    lastEventAt: instant('last_event_at'),
    /** How the last turn ends: 'waiting' on a person, 'finished' or 'unfinished'; null without events. */
    turnState: text('turn_state'),
    /** Events up to this seq are in the newest cut. */
    settledSeq: integer('settled_seq').notNull().default(0),
    /** How long settling took the last time, in milliseconds: a growing session is settled no more often than it can bear. */
    settleMs: integer('settle_ms').notNull().default(0),
    currentCut: integer('current_cut'),
    segmentCount: integer('segment_count').notNull().default(0),
    usage: jsonb().$type<Record<string, unknown>>(),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    /** Newest of started and last event, else created: what lists sort by. */
    activeAt: instant('active_at').notNull().defaultNow(),
  },
  (t) => [
    unique('sessions_external_id').on(t.projectId, t.externalId), // finds a session by its client's id; one row each
    index('sessions_active').on(t.projectId, t.activeAt.desc(), t.id.desc()), // the list of a project's sessions, newest first
    index('sessions_parent').on(t.projectId, t.parentExternalId).where(sql`${t.parentExternalId} is not null`), // the workers of a session
    index('sessions_predecessor').on(t.projectId, t.predecessorExternalId).where(sql`${t.predecessorExternalId} is not null`), // the successors of a session
    index('sessions_unsettled').on(t.id).where(sql`${t.settledSeq} < ${t.lastSeq}`), // sessions that wait for their cut after a crash
  ],
);

/** A transcript file that was sent by name: how far it is known, so that its tail alone can follow. */
export const transcripts = pgTable(
  'transcripts',
  {
    projectId: uuid('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    source: text().notNull(),
    format: text().notNull(),
    /** Bytes read so far, up to the end of the last whole line. */
    offset: bigint({ mode: 'number' }).notNull(),
    /** SHA-256 of those bytes, and the state of the hash, so that it can go on. */
    prefixSha256: text('prefix_sha256').notNull(),
    hashState: bytea('hash_state').notNull(),
    lines: integer().notNull(),
    parserState: jsonb('parser_state').$type<unknown>().notNull(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [unique('transcripts_source').on(t.projectId, t.source)], // finds what is known of a file that grew
);
