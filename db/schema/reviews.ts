import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { anyJson, instant, tsvector } from '@/db/schema/columns';
import { people } from '@/db/schema/people';
import { projects } from '@/db/schema/projects';
import { segments } from '@/db/schema/segments';
import { sessions } from '@/db/schema/sessions';

/** What belongs to a session goes with it. */
const ofSession = () =>
  uuid('session_id')
    .notNull()
    .references(() => sessions.id, { onDelete: 'cascade' });
/** The events that it is about, in whatever cut: the `span_id` of segments. */
const ofSpan = () => uuid('span_id').notNull();
const byPerson = () =>
  uuid('person_id')
    .notNull()
    .references(() => people.id, { onDelete: 'cascade' });

/** A person's "reviewed": of what a record said then. It has lapsed where the record's digest is another one now. */
export const marks = pgTable(
  'marks',
  {
    sessionId: ofSession(),
    spanId: ofSpan(),
    personId: byPerson(),
    rev: integer().notNull(),
    digest: text(),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.spanId, t.personId] }), // the marks of a segment; one for each person
    index('marks_session').on(t.sessionId, t.personId), // how far a person has reviewed a session
  ],
);

/** How far a person has seen a session. */
export const visits = pgTable(
  'visits',
  {
    sessionId: ofSession(),
    personId: byPerson(),
    /** The newest event then; -1 where the person called the session unseen. */
    seq: integer().notNull(),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.sessionId, t.personId] })], // what a person has seen of a session
);

/** What a person says of a segment. */
export const comments = pgTable(
  'comments',
  {
    id: uuid().primaryKey(),
    sessionId: ofSession(),
    spanId: ofSpan(),
    personId: byPerson(),
    body: text().notNull(),
    /** What it is about: characters `start` to `end` of a field as revision `rev` had it, and their text. */
    quote: jsonb().$type<{ field: string; item: string | null; start: number; end: number; text: string; rev: number }>(),
    createdAt: instant('created_at').notNull().defaultNow(),
    editedAt: instant('edited_at'),
    deletedAt: instant('deleted_at'),
  },
  (t) => [
    index('comments_span').on(t.spanId, t.createdAt), // the comments of a segment, the oldest first
    index('comments_session').on(t.sessionId), // whether a session has comments
  ],
);

/** A person's, or an agent's, word on what became of an item. It stands until it is taken back; that two differ is not hidden. */
export const resolutions = pgTable(
  'resolutions',
  {
    id: uuid().primaryKey(),
    /** The session of the item. */
    sessionId: ofSession(),
    /** `claims.item_id` */
    itemId: uuid('item_id').notNull(),
    kind: text().$type<'question' | 'next_step' | 'decision'>().notNull(),
    how: text().$type<'answered' | 'segment' | 'done' | 'dropped' | 'superseded'>().notNull(),
    text: text(),
    /** The segment that answered it, picked it up or superseded it. */
    targetSessionId: uuid('target_session_id').references(() => sessions.id, { onDelete: 'set null' }),
    targetSpanId: uuid('target_span_id'),
    /** The decision that superseded it. */
    targetItemId: uuid('target_item_id'),
    /** Null where a project's token said so. */
    personId: uuid('person_id').references(() => people.id, { onDelete: 'set null' }),
    by: text().notNull(),
    at: instant('at').notNull().defaultNow(),
    endedAt: instant('ended_at'),
    endedBy: uuid('ended_by').references(() => people.id, { onDelete: 'set null' }),
  },
  (t) => [
    index('resolutions_item').on(t.itemId), // what became of an item, and what was taken back
    index('resolutions_session').on(t.sessionId, t.at), // what was said of a session's items
  ],
);

/** A person's word that a segment does not answer an item, or pick it up: nobody suggests it again. */
export const refusals = pgTable(
  'refusals',
  {
    sessionId: ofSession(),
    itemId: uuid('item_id').notNull(),
    /** The segment that was suggested. */
    spanId: ofSpan(),
    personId: byPerson(),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.itemId, t.spanId] })], // whether a suggestion was refused
);

/** A person's words for a field of a record, laid over what machines write there, and what they last wrote. */
export const edits = pgTable(
  'edits',
  {
    id: uuid().primaryKey(),
    sessionId: ofSession(),
    spanId: ofSpan(),
    field: text().notNull(), // title · status · summary · outcome · next_steps · key_decisions · open_questions
    value: anyJson().notNull(),
    machine: anyJson(),
    personId: byPerson(),
    at: instant('at').notNull().defaultNow(),
    /** Replaced by another edit, or taken back. */
    endedAt: instant('ended_at'),
    endedBy: uuid('ended_by').references(() => people.id, { onDelete: 'set null' }),
  },
  (t) => [
    uniqueIndex('edits_standing').on(t.spanId, t.field).where(sql`${t.endedAt} is null`), // what persons say of a segment
    index('edits_span').on(t.spanId, t.at), // the history of a segment's fields
  ],
);

/** A person's word that a claim is wrong. */
export const flags = pgTable(
  'flags',
  {
    id: uuid().primaryKey(),
    sessionId: ofSession(),
    spanId: ofSpan(),
    /** The claim, by its field and words. */
    field: text().notNull(),
    text: text().notNull(),
    note: text(),
    personId: byPerson(),
    at: instant('at').notNull().defaultNow(),
    endedAt: instant('ended_at'),
  },
  (t) => [index('flags_span').on(t.spanId)], // what is called wrong in a segment
);

/** How a person likes the pages: keys, density, time zone. */
export const preferences = pgTable('preferences', {
  personId: byPerson().primaryKey(),
  value: jsonb().$type<Record<string, unknown>>().notNull(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
});

/** How identifiers of a project become links. */
export const referenceRules = pgTable(
  'reference_rules',
  {
    id: uuid().primaryKey(),
    projectId: uuid('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    position: integer().notNull(),
    kind: text().notNull(),
    /** A regular expression for a whole identifier. */
    pattern: text().notNull(),
    /** Where it leads, with `{1}` or `{0}` for what the pattern caught. */
    url: text().notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [unique('reference_rules_pattern').on(t.projectId, t.pattern)], // the rules of a project
);

/** What search looks through: a segment's words. */
export const segmentTexts = pgTable(
  'segment_texts',
  {
    segmentId: uuid('segment_id').primaryKey(), // whether a segment's words are up to date
    sessionId: uuid('session_id').notNull(),
    /** The revision of the record in `record`. */
    rev: integer().notNull(),
    /** Title, outcome, summary, items and comments, by weight. */
    record: tsvector().notNull(),
    /** Words of its events; null until they are asked for or settled. */
    events: tsvector(),
    /** The newest event in `events`. */
    eventsSeq: integer('events_seq'),
  },
  (t) => [
    foreignKey({ columns: [t.segmentId], foreignColumns: [segments.id] }).onDelete('cascade'),
    index('segment_texts_record').using('gin', t.record), // segments whose record has words
    index('segment_texts_events').using('gin', t.events), // segments whose events have words
    index('segment_texts_session').on(t.sessionId), // what goes with a session
  ],
);
