import { z } from 'zod';
import { segmentPointer, supersededBy } from '@/lib/segments/pointer-schema';
import { resolution } from '@/lib/segments/resolution-schema';
import { claim, origin, segment, segmentStatus } from '@/lib/segments/schema';
import { session, sessionPointer, sessionStatus } from '@/lib/sessions/schema';
import { sessionUsage } from '@/lib/sessions/usage-schema';

/** Words of a record as they stand there, with who wrote them and where. */
const item = claim.extend({ id: z.string(), segment: segmentPointer });

export const openItem = item.extend({
  kind: z.enum(['question', 'next_step']),
  /** A later segment that may have taken it up; nobody says that it did. */
  suggested_in: segmentPointer.nullable(),
});
export type OpenItem = z.infer<typeof openItem>;

export const standingDecision = item.extend({ by: z.enum(['agent', 'person']), superseded_by: supersededBy.nullable() });
export type StandingDecision = z.infer<typeof standingDecision>;

/** A question that somebody answered, the newest answer first. */
const answeredItem = item.extend({ answers: z.array(resolution) });
export type AnsweredItem = z.infer<typeof answeredItem>;

/** A person's words that began a segment. */
const ask = z.object({ text: z.string(), segment: segmentPointer });
const named = z.object({ segment: segmentPointer, title: z.string(), status: segmentStatus });
const count = z.number().int();

export const produced = z.object({
  commits: z.array(z.object({ sha: z.string(), segment: segmentPointer })),
  pull_requests: z.array(z.object({ number: count.nullable(), url: z.string(), segment: segmentPointer })),
  /** The session's own branch first. */
  branches: z.array(z.string()),
  pushed: z.boolean(),
  /** Most changed first. */
  files: z.array(z.object({ path: z.string(), added: count, removed: count, segment: segmentPointer })),
  checks: z
    .object({
      run: count,
      failed: count,
      last: z.enum(['passed', 'failed']),
      segment: segmentPointer,
      /** The last segment that changed files after the last check. */
      changed_after: segmentPointer.nullable(),
    })
    .nullable(),
});
export type Produced = z.infer<typeof produced>;

/**
 * What a whole session comes to, compiled from what its segments say and from facts; no word is new.
 * Every list is bounded, newest first; `totals` counts all there is.
 */
export const sessionRecord = z.object({
  sid: z.string(),
  cut: count,
  title: z.string(),
  url: z.string(),
  status: sessionStatus,
  /** Who wrote the records: empty without segments. */
  origins: z.array(origin),
  goal: ask.nullable(),
  /** The last ask, where it is not the first. */
  latest_ask: ask.nullable(),
  stands: named
    .extend({ outcome: z.string(), verification: segment.shape.verification })
    .extend(claim.omit({ text: true }).shape)
    .nullable(),
  /** The last segment, where the outcome is of an earlier one. */
  latest: named.nullable(),
  /** In this session, and in its workers and predecessors where they are asked for. */
  waits_on_person: z.array(openItem),
  open: z.object({ questions: z.array(openItem), next_steps: z.array(openItem) }),
  /** Questions with what people, or agents by name, answered. */
  answered: z.array(answeredItem),
  decisions: z.object({ in_force: z.array(standingDecision), superseded: z.array(standingDecision) }),
  produced: produced,
  lineage: session.pick({ parent: true, successors: true, workers: true }).extend({
    /** Nearest first, at most ten. */
    predecessors: z.array(sessionPointer),
  }),
  totals: z.object({
    segments: count,
    waits_on_person: count,
    questions: count,
    next_steps: count,
    answered: count,
    in_force: count,
    superseded: count,
    commits: count,
    pull_requests: count,
    files: count,
  }),
  usage: sessionUsage,
  /** The last event that is known here, and its time. */
  as_of: z.object({ seq: count, at: z.string().nullable() }),
});
export type SessionRecord = z.infer<typeof sessionRecord>;
