import { z } from 'zod';
import { rejection, warning } from '@/lib/events/schema';
import { instant } from '@/lib/instant';
import { LIMITS } from '@/lib/limits';
import { granularity } from '@/lib/segments/cut-schema';
import { segmentPointer, supersededBy } from '@/lib/segments/pointer-schema';
import { resolution, resolvedBy } from '@/lib/segments/resolution-schema';
import { editField, editMark, flag } from '@/lib/segments/word-schema';
import { usage } from '@/lib/sessions/usage-schema';

export const SEGMENT_STATUSES = ['done', 'partial', 'blocked', 'failed', 'abandoned', 'in_progress', 'unknown'] as const;
export const segmentStatus = z.enum(SEGMENT_STATUSES);
export type SegmentStatus = z.infer<typeof segmentStatus>;
export const origin = z.enum(['agent', 'model', 'heuristic', 'person']);
export type Origin = z.infer<typeof origin>;
export const support = z.enum(['cited', 'matched', 'none']);

const key = z.string().min(1).max(LIMITS.id_chars);
const prose = z.string().max(LIMITS.segment_chars);
const party = z.enum(['agent', 'person']);
/** An event, named by its seq or by the client's id. */
const eventRef = z.union([z.number().int().min(1), key]);
const evidence = z.array(eventRef).max(LIMITS.segment_items);
const claimInput = z.object({ text: prose, evidence: evidence.default([]) });
const item = <T extends z.ZodRawShape>(more: T) =>
  z.union([prose, z.object({ key: key.optional(), text: prose, evidence: evidence.default([]), ...more })]);

/** One item of `POST …/segments`: a segment that the agent or another summariser wrote. */
export const segmentInput = z.object({
  key: key,
  title: prose.nullish(),
  status: segmentStatus.nullish(),
  summary: prose.nullish(),
  outcome: prose.nullish(),
  next_steps: z
    .array(item({ owner: party.optional() }))
    .max(LIMITS.segment_items)
    .default([]),
  key_decisions: z
    .array(item({ by: party.optional() }))
    .max(LIMITS.segment_items)
    .default([]),
  open_questions: z.array(item({})).max(LIMITS.segment_items).default([]),
  claims: z
    .object({
      summary: z.array(claimInput).max(LIMITS.segment_items).default([]),
      outcome: z.array(claimInput).max(LIMITS.segment_items).default([]),
    })
    .partial()
    .optional(),
  answers: z
    .array(z.object({ question: key, text: prose, evidence: evidence.default([]) }))
    .max(LIMITS.segment_items)
    .default([]),
  picks_up: z.array(key).max(LIMITS.segment_items).default([]),
  supersedes: z.array(key).max(LIMITS.segment_items).default([]),
  first: eventRef.nullish(),
  last: eventRef.nullish(),
  started_at: instant.nullish(),
  ended_at: instant.nullish(),
});
export type SegmentInput = z.infer<typeof segmentInput>;

/** What code found when it held a claim against the events. */
export const verdict = z.object({
  is: z.enum(['confirmed', 'contradicted', 'unfounded']),
  reason: z.string(),
  evidence: z.array(z.number().int()),
});
export const claim = z.object({
  text: z.string(),
  evidence: z.array(z.number().int()),
  /** On what ground events are given: cited by the author, matched by text, or none are. */
  support: support,
  origin: origin,
  /** Null where there was nothing to hold the claim against. */
  verdict: verdict.nullable(),
});
export type Claim = z.infer<typeof claim>;
const followed = claim.extend({
  id: z.string(),
  key: z.string().nullable(),
  /** What people said became of it, the newest first: more than one where they differ. They count before what segments say. */
  resolutions: z.array(resolution),
});
export const nextStep = followed.extend({
  owner: party,
  state: z.enum(['open', 'picked_up', 'done', 'dropped']),
  picked_up_in: segmentPointer.nullable(),
  resolved_by: resolvedBy.nullable(),
});
export type NextStep = z.infer<typeof nextStep>;
export const decision = followed.extend({
  by: party,
  superseded_by: supersededBy.nullable(),
  resolved_by: resolvedBy.nullable(),
});
export type Decision = z.infer<typeof decision>;
export const question = followed.extend({
  state: z.enum(['open', 'answered', 'dropped']),
  answer: z.string().nullable(),
  answered_in: segmentPointer.nullable(),
  /** Who answered it or said that it need not be answered; null where a segment did. */
  answered_by: resolvedBy.nullable(),
  /** A later segment that may answer it, and what speaks for that; only while nothing is known to. */
  suggested_in: segmentPointer.extend({ reason: z.string() }).nullable(),
});
export type Question = z.infer<typeof question>;

/** A question of an earlier segment that this one may answer. */
export const mayAnswer = z.object({ id: z.string(), text: z.string(), asked_in: segmentPointer, reason: z.string() });
export type MayAnswer = z.infer<typeof mayAnswer>;

/** What code can compute about a segment and nobody has to believe. */
export const facts = z.object({
  files: z.array(z.object({ path: z.string(), added: z.number().int(), removed: z.number().int() })),
  checks: z.object({ run: z.number().int(), failed: z.number().int(), last: z.enum(['passed', 'failed']).nullable() }),
  commands: z.number().int(),
  commits: z.array(z.string()),
  pushed: z.boolean(),
  pull_requests: z.array(z.object({ number: z.number().int().nullable(), url: z.string() })),
  subagents: z.number().int(),
  tool_calls: z.number().int(),
  errors: z.number().int(),
  usage: usage,
});
export type Facts = z.infer<typeof facts>;

/** What an event does to what it refers to, the weakest first. */
export const REFERENCE_ROLES = ['mentioned', 'read', 'commented', 'touched', 'closed', 'produced'] as const;
export const reference = z.object({
  kind: z.enum(['issue', 'commit', 'branch', 'pull_request', 'file', 'session', 'worktree', 'ticket', 'url']),
  text: z.string(),
  role: z.enum(REFERENCE_ROLES),
  /** Where a rule of the project leads for it, outside of Debrief; absent where none does. */
  href: z.string().optional(),
});
export type Reference = z.infer<typeof reference>;

/** A segment that has a reference, with the event that does most to it. */
export const referenceUse = reference.extend({
  sid: z.string(),
  /** The title of the session. */
  session: z.string(),
  n: z.number().int(),
  title: z.string(),
  seq: z.number().int(),
  at: z.string(),
  url: z.string(),
});
export type ReferenceUse = z.infer<typeof referenceUse>;

/** That a person reviewed a segment: `current` while its record says what it said then, in whatever cut. */
export const mark = z.object({ rev: z.number().int(), at: z.string(), current: z.boolean() });
export type Mark = z.infer<typeof mark>;
/** The mark of one of those who reviewed a segment. */
export const markOf = mark.extend({ person: z.string(), person_id: z.string() });

export const segment = z.object({
  id: z.string(),
  n: z.number().int(),
  of: z.number().int(),
  cut: z.number().int(),
  sid: z.string(),
  key: z.string().nullable(),
  rev: z.number().int(),
  /** When this revision was written. */
  written_at: z.string(),
  origin: origin,
  is_open: z.boolean(),
  title: z.string(),
  status: segmentStatus,
  verification: z.enum(['verified', 'claimed', 'none']),
  ask: z.string().nullable(),
  summary: z.string().nullable(),
  outcome: z.string().nullable(),
  claims: z.object({ summary: z.array(claim), outcome: z.array(claim) }),
  next_steps: z.array(nextStep),
  key_decisions: z.array(decision),
  open_questions: z.array(question),
  may_answer: z.array(mayAnswer),
  facts: facts,
  references: z.array(reference),
  first_seq: z.number().int().nullable(),
  last_seq: z.number().int().nullable(),
  event_count: z.number().int(),
  started_at: z.string().nullable(),
  ended_at: z.string().nullable(),
  mark: mark.nullable(),
  marks: z.array(markOf),
  comment_count: z.number().int(),
  /** Fields in which a person's words stand, whatever machines write. */
  edits: z.partialRecord(editField, editMark),
  flags: z.array(flag),
  url: z.string(),
});
export type Segment = z.infer<typeof segment>;

/** A segment by itself: with the revisions of its record, the newest last. */
export const segmentDetail = segment.extend({
  revisions: z.array(
    z.object({
      rev: z.number().int(),
      origin: origin,
      at: z.string(),
      /** The person whose edit made it; null where a machine did. */
      by: z.string().nullable(),
    }),
  ),
});
export type SegmentDetail = z.infer<typeof segmentDetail>;

/** The line that a long timeline shows of a segment until it is completed. */
export const segmentRow = segment
  .pick({
    id: true,
    n: true,
    rev: true,
    title: true,
    status: true,
    outcome: true,
    started_at: true,
    ended_at: true,
    event_count: true,
    is_open: true,
    url: true,
  })
  .extend({
    /** It leaves a question open. */
    asks: z.literal(true).optional(),
    /** It leaves a next step to a person. */
    waits: z.literal(true).optional(),
    /** The events contradict a sentence of it. */
    contradicted: z.literal(true).optional(),
    /** Absent where nobody reviewed it. */
    mark: mark.nullish(),
    marks: z.array(markOf).optional(),
    /** How many comments people made on it; absent where there are none. */
    comments: z.number().int().optional(),
  });
export type SegmentRow = z.infer<typeof segmentRow>;

export const segmentsResult = z.object({
  segments: z.array(z.object({ id: z.string(), n: z.number().int(), key: z.string(), rev: z.number().int(), url: z.string() })),
  rejected: z.array(rejection),
  warnings: z.array(warning),
});
export type SegmentsResult = z.infer<typeof segmentsResult>;

/** A session's timeline: the first segments whole, the later ones as rows. */
export const timeline = z.object({
  cut: z.number().int(),
  /** How finely the events were cut; null where an agent wrote the segments. */
  granularity: granularity.nullable(),
  of: z.number().int(),
  segments: z.array(segment),
  rows: z.array(segmentRow),
  /** Numbers of the segments that mention a reference, most mentioned first. */
  references: z.array(reference.extend({ segments: z.array(z.number().int()) })),
});
export type Timeline = z.infer<typeof timeline>;
