import { sql } from 'drizzle-orm';
import { boolean, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant } from '@/db/schema/columns';
import { people } from '@/db/schema/people';
import { sessions } from '@/db/schema/sessions';

/** One way of dividing a session. Kept for ever: old links open what they pointed at. */
export const cuts = pgTable(
  'cuts',
  {
    sessionId: uuid('session_id')
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    n: integer().notNull(),
    origin: text().notNull(),
    /** Name and version of what cut, such as `turns@1`. */
    algorithm: text(),
    /** coarse · normal · fine; null for an agent's cut. */
    granularity: text(),
    /** Why it replaced the cut before it: granularity · version · split · merge · move · agent; null for a session's first. */
    reason: text(),
    /** The person who asked for it; null where nobody did. */
    madeBy: text('made_by'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.sessionId, t.n] })], // the cuts of a session
);

/** A part of a cut. What is said of it stands in records; what code computed stands here. */
export const segments = pgTable(
  'segments',
  {
    id: uuid().primaryKey(),
    sessionId: uuid('session_id').notNull(),
    cut: integer().notNull(),
    n: integer().notNull(),
    /** Shared by the segments of a session's cuts that cover the same events: what people add to a segment hangs on it, and so follows a new cut. */
    spanId: uuid('span_id').notNull().defaultRandom(),
    key: text(),
    origin: text().notNull(),
    isOpen: boolean('is_open').notNull(),
    rev: integer().notNull(),
    /** Main-thread bounds, inclusive; null in a session without events. */
    firstSeq: integer('first_seq'),
    lastSeq: integer('last_seq'),
    /** What the client named as first and last, until the events arrive: a seq as digits or an event id. */
    sentFirst: jsonb('sent_first').$type<string | number | null>(),
    sentLast: jsonb('sent_last').$type<string | number | null>(),
    startedAt: instant('started_at'),
    endedAt: instant('ended_at'),
    eventCount: integer('event_count').notNull().default(0),
    facts: jsonb().$type<unknown>().notNull(),
    /** `[bin, events, errors]` for each 30 s bin since the epoch that has events. */
    activity: jsonb().$type<[number, number, number][]>().notNull(),
    /** How each place inside scores as a boundary: what another granularity selects from. Null where the segmenter did not cut. */
    scores: jsonb().$type<unknown>(),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [
    foreignKey({ columns: [t.sessionId, t.cut], foreignColumns: [cuts.sessionId, cuts.n] }).onDelete('cascade'),
    unique('segments_number').on(t.sessionId, t.cut, t.n), // a page of a cut's segments; finds one by its number
    unique('segments_key').on(t.sessionId, t.cut, t.key), // finds a segment by its client's key
    index('segments_first_seq').on(t.sessionId, t.cut, t.firstSeq), // the segment that covers an event
    index('segments_span').on(t.spanId), // the segments of every cut that cover the same events
  ],
);

/** A boundary that a person set ('start') or removed ('join') before an event: every later heuristic cut of the session obeys it. */
export const boundaryEdits = pgTable(
  'boundary_edits',
  {
    sessionId: uuid('session_id')
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    seq: integer().notNull(),
    kind: text().notNull(),
    madeBy: text('made_by').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.sessionId, t.seq] })], // a person's boundaries of a session, in order
);

/** One revision of what is said of a segment. A change adds a row; none is ever overwritten. */
export const records = pgTable(
  'records',
  {
    segmentId: uuid('segment_id')
      .notNull()
      .references(() => segments.id, { onDelete: 'cascade' }),
    rev: integer().notNull(),
    origin: text().notNull(),
    title: text().notNull(),
    status: text().notNull(),
    verification: text().notNull(),
    ask: text(),
    summary: text(),
    outcome: text(),
    /** Of all that a reader would read: two revisions with the same digest say the same. Null in records of before it was kept. */
    digest: text(),
    /** The person whose edit made this revision; null where a machine did. */
    madeBy: uuid('made_by').references(() => people.id, { onDelete: 'set null' }),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.segmentId, t.rev] })], // one revision of a segment's record
);

/** One sentence of one revision of a record: of its summary or outcome, or a decision, a next step, a question. */
export const claims = pgTable(
  'claims',
  {
    id: uuid().primaryKey(),
    sessionId: uuid('session_id')
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    segmentId: uuid('segment_id').notNull(),
    rev: integer().notNull(),
    field: text().notNull(), // summary · outcome · decision · next_step · question
    position: integer().notNull(),
    /** Stable across revisions, by key or else by normalised text; what answers and resolutions point at. Null for sentences. */
    itemId: uuid('item_id'),
    key: text(),
    text: text().notNull(),
    /** Who decided, or whose step it is: 'agent' or 'person'. */
    party: text(),
    /** What code found when it held the claim against the events: null where there was nothing to hold it against. */
    verdict: jsonb().$type<{ is: 'confirmed' | 'contradicted' | 'unfounded'; reason: string; evidence: number[] }>(),
  },
  (t) => [
    foreignKey({ columns: [t.segmentId, t.rev], foreignColumns: [records.segmentId, records.rev] }).onDelete('cascade'),
    unique('claims_position').on(t.segmentId, t.rev, t.field, t.position), // the claims of a record, in order
    index('claims_item').on(t.itemId).where(sql`${t.itemId} is not null`), // finds an item by its id
    index('claims_items').on(t.sessionId, t.field).where(sql`${t.itemId} is not null`), // the questions, steps or decisions of a session
    index('claims_key').on(t.sessionId, t.key).where(sql`${t.key} is not null`), // finds an item by its client's key
  ],
);

/** An event that proves a claim. */
export const evidence = pgTable(
  'evidence',
  {
    claimId: uuid('claim_id')
      .notNull()
      .references(() => claims.id, { onDelete: 'cascade' }),
    position: integer().notNull(),
    sessionId: uuid('session_id').notNull(),
    /** Null while the event that `ref` names has not arrived. */
    seq: integer(),
    ref: text(),
    /** 'cited' by the author, or 'matched' by text. */
    basis: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.claimId, t.position] }), // the evidence of a claim
    index('evidence_pending').on(t.sessionId, t.ref).where(sql`${t.seq} is null`), // citations that wait for an event which arrives now
  ],
);

/** A later segment's word on an earlier item: it answers a question, picks up a step, supersedes a decision. */
export const links = pgTable(
  'links',
  {
    id: uuid().primaryKey(),
    sessionId: uuid('session_id')
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    segmentId: uuid('segment_id')
      .notNull()
      .references(() => segments.id, { onDelete: 'cascade' }),
    kind: text().notNull(), // answers · picks_up · completes · supersedes
    /** The item's id or key, as sent. */
    target: text().notNull(),
    /** Null while nothing of that id or key has arrived. */
    itemId: uuid('item_id'),
    text: text(),
    evidence: jsonb().$type<(string | number)[]>().notNull().default([]),
    /** Who says so: agent · heuristic · person. */
    origin: text().notNull().default('agent'),
    /** True where it is only likely: shown as a question to a person, never as a fact. */
    isSuggestion: boolean('is_suggestion').notNull().default(false),
    /** What speaks for it, in a sentence. */
    reason: text(),
  },
  (t) => [
    unique('links_target').on(t.segmentId, t.kind, t.target), // the links of a segment; the same again is one
    index('links_item').on(t.itemId).where(sql`${t.itemId} is not null`), // what became of an item
    index('links_pending').on(t.sessionId, t.target).where(sql`${t.itemId} is null`), // links that wait for an item which arrives now
  ],
);
