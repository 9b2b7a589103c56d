import { z } from 'zod';
import { instant, instantQuery } from '@/lib/instant';
import { jobState } from '@/lib/jobs/schema';
import { LIMITS } from '@/lib/limits';
import { sessionUsage } from '@/lib/sessions/usage-schema';
import { storableText } from '@/lib/storable';

export const SESSION_STATUSES = ['live', 'waiting', 'done', 'failed', 'abandoned'] as const;
export const sessionStatus = z.enum(SESSION_STATUSES);
export type SessionStatus = z.infer<typeof sessionStatus>;

/** The title of a session that has none. */
export const UNTITLED = 'Untitled session';

export const externalId = z.string().min(1).max(LIMITS.id_chars);
const shortText = z.string().max(2000);
/** A text of a query, as a stored one is written. */
const wanted = shortText.overwrite(storableText);

/** Body of `PUT /projects/{project}/sessions/{external_id}`: absent = unchanged, null = cleared. */
export const sessionInput = z
  .object({
    title: shortText.nullable(),
    agent: shortText.nullable(),
    branch: shortText.nullable(),
    cwd: shortText.nullable(),
    model: shortText.nullable(),
    status: sessionStatus.nullable(),
    started_at: instant.nullable(),
    ended_at: instant.nullable(),
    event_count: z.number().int().min(0).max(2_000_000_000).nullable(),
    parent: externalId.nullable(),
    predecessor: externalId.nullable(),
  })
  .partial();
export type SessionInput = z.infer<typeof sessionInput>;

/** Body of `PATCH /sessions/{sid}`: a person's title, of which null brings back what was sent or what the events say; what it goes on from. */
export const sessionChange = z
  .object({
    title: z
      .string()
      .overwrite((title) => storableText(title).replaceAll(/\s+/g, ' ').trim())
      .min(1)
      .max(2000)
      .nullable()
      .optional(),
    /** The session that it goes on from, by its sid; null for none. */
    predecessor: z.string().max(100).nullable().optional(),
  })
  .refine((change) => change.title !== undefined || change.predecessor !== undefined, { error: 'Say what changes' });

export const sessionPointer = z.object({
  sid: z.string(),
  title: z.string().nullable(),
  agent: z.string().nullable(),
  status: sessionStatus,
  started_at: z.string().nullable(),
  url: z.string(),
});
export type SessionPointer = z.infer<typeof sessionPointer>;

/** A session that another one may go on from: a guess, for a person to judge. */
export const mayContinue = sessionPointer.extend({ reason: z.string() });
export type MayContinue = z.infer<typeof mayContinue>;

/** Whether a session's cut covers all its events; if not, what the job is doing that brings it up to date. */
export const analysis = z.object({
  state: z.enum(['current', ...jobState.options]),
  /** Why the last try failed. */
  reason: z.string().nullable(),
  attempts: z.number().int(),
  max_attempts: z.number().int(),
  /** Null when nothing is to be done, or no try follows by itself. */
  next_try_at: z.string().nullable(),
  /** Events up to this seq are in the newest cut. */
  settled_seq: z.number().int(),
});
export type Analysis = z.infer<typeof analysis>;

export const session = z.object({
  sid: z.string(),
  project: z.string(),
  external_id: z.string(),
  title: z.string(),
  /** A person gave it its title. */
  renamed: z.boolean(),
  agent: z.string().nullable(),
  model: z.string().nullable(),
  branch: z.string().nullable(),
  cwd: z.string().nullable(),
  status: sessionStatus,
  started_at: z.string().nullable(),
  ended_at: z.string().nullable(),
  last_event_at: z.string().nullable(),
  event_count: z.number().int(),
  /** Events that are stored here; 0 for a session recorded without its events. */
  stored_event_count: z.number().int(),
  segment_count: z.number().int(),
  cut: z.number().int().nullable(),
  cuts: z.number().int(),
  analysis: analysis,
  parent: sessionPointer.nullable(),
  predecessor: sessionPointer.nullable(),
  /** Where nothing says what it goes on from: what may be. Of one session by itself alone. */
  may_continue: mayContinue.optional(),
  successors: z.array(sessionPointer),
  workers: z.array(sessionPointer.extend({ segment: z.number().int().nullable() })),
  open_questions: z.number().int(),
  review: z.object({ reviewed: z.number().int(), of: z.number().int(), events_share: z.number() }),
  /** The newest event when whoever asks last looked at it; null if they never did, or call it unseen. */
  last_seen_seq: z.number().int().nullable(),
  last_seen_at: z.string().nullable(),
  usage: sessionUsage,
  url: z.string(),
});
export type Session = z.infer<typeof session>;

/** The activity of a session in few bars: the height of each in percent, and the places of those whose segment is reviewed. */
export const smallTape = z.object({ bars: z.array(z.number().int()), reviewed: z.array(z.number().int()) });
export type SmallTape = z.infer<typeof smallTape>;
/** A session by itself. */
export const sessionDetail = session.extend({
  /** Another one whenever what people or machines say of it is another, but for its marks. */
  version: z.string(),
});
export type SessionDetail = z.infer<typeof sessionDetail>;

/** A row of a list: a session with the line that a list shows of it. */
export const sessionRow = session.extend({
  last_outcome: z.string().nullable(),
  /** The events contradict a sentence of `last_outcome`. */
  contradicted: z.literal(true).optional(),
  waiting_on: z.string().nullable(),
  /** What is under way in a live one: what its hooks told last, else the title of its newest segment. */
  now: z.string().nullable(),
  /** A segment closed, or it began to wait or failed, since whoever asks last looked at it. */
  is_unseen: z.boolean(),
  /** The first segment that whoever asks has not reviewed as it is now. */
  next_to_review: z.number().int().nullable(),
  tape: smallTape.nullable(),
});
export type SessionRow = z.infer<typeof sessionRow>;

/** A comma-separated list in a query. */
const csv = <T extends z.ZodType<unknown, string>>(item: T) =>
  z
    .string()
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(item).max(20));

/** What a list of sessions is narrowed and ordered by: the query of the API and of the page. */
export const sessionFilters = z
  .object({
    cursor: z.string().max(500),
    /** Above the maximum it means the maximum. */
    limit: z.coerce.number().int().min(1),
    agent: csv(wanted),
    branch: wanted,
    status: csv(sessionStatus),
    /** `todo`: a segment is left that whoever asks has not reviewed; `done`: none is; `mine`: they marked or commented one. */
    review: z.enum(['todo', 'done', 'mine']),
    /** `questions`: one is open; `failures`: it failed, or one of its segments did; `comments`: somebody commented a segment. */
    has: csv(z.enum(['questions', 'failures', 'comments'])),
    /** An identifier that its events name, such as `#271` or a commit. */
    ref: wanted,
    /** Words of its title, its client's name for it, or its branch. */
    q: wanted,
    /** Sessions that overlap the time from here … */
    from: instantQuery,
    /** … to here. */
    to: instantQuery,
    /** Newest activity first, newest start first, or most events first. */
    sort: z.enum(['active', 'started', 'events']),
  })
  .partial();
export type SessionFilters = z.infer<typeof sessionFilters>;
