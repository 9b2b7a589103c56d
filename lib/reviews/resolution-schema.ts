import { z } from 'zod';
import { instantQuery } from '@/lib/instant';
import { LIMITS } from '@/lib/limits';
import { segmentPointer } from '@/lib/segments/pointer-schema';
import { decision, nextStep, question, reference } from '@/lib/segments/schema';
import { storableText } from '@/lib/storable';

const segmentName = z.object({
  sid: z.string().max(LIMITS.id_chars).overwrite(storableText),
  n: z.int32().min(1),
  cut: z.int32().min(1).optional().describe('Without it the first'),
});
const others = {
  beside: z.literal(true).optional().describe('Somebody else’s word on it stands beside this one'),
  replaces: z.uuid().optional().describe('Id of the resolution that ends with this one'),
};
const hasOneOf =
  (...names: string[]) =>
  (input: object) =>
    names.filter((name) => name in input).length === 1;

/** What became of a question: an answer in words, the segment that answers it, or both; or that it need not be answered. */
export const questionResolution = z
  .object({
    answer: z.string().trim().min(1).max(LIMITS.segment_chars).overwrite(storableText).optional(),
    segment: segmentName.optional(),
    dropped: z.literal(true).optional(),
    ...others,
  })
  .refine(({ answer, segment, dropped }) => (dropped === true) !== (answer !== undefined || segment !== undefined), {
    message: 'An answer or a segment, or dropped',
  });
/** What became of a next step: the segment that picked it up, or that it is done or need not be. */
export const stepResolution = z
  .object({ segment: segmentName.optional(), done: z.literal(true).optional(), dropped: z.literal(true).optional(), ...others })
  .refine(hasOneOf('segment', 'done', 'dropped'), { message: 'One of segment, done, dropped' });
/** What took a decision's place. */
export const supersession = z
  .object({ decision: z.uuid().optional(), segment: segmentName.optional(), ...others })
  .refine(hasOneOf('decision', 'segment'), { message: 'A decision or a segment' });

/** A segment by its session and number. */
export type SegmentName = z.infer<typeof segmentName>;
export type QuestionResolution = z.infer<typeof questionResolution>;
export type StepResolution = z.infer<typeof stepResolution>;
export type Supersession = z.infer<typeof supersession>;
/** Any of them. */
export type ResolutionInput = QuestionResolution & StepResolution & Supersession;

/** Which resolution is taken back. */
export const endedResolution = z.object({
  resolution: z.uuid().optional().describe('Id of somebody else’s; without it one’s own'),
});
export const refusedSuggestion = z.object({ segment: segmentName });

/** The segment that says an item. */
const home = segmentPointer.extend({
  cut: z.number().int(),
  of: z.number().int(),
  title: z.string(),
  outcome: z.string().nullable(),
  session_title: z.string(),
  agent: z.string().nullable(),
  branch: z.string().nullable(),
});
const said = {
  segment: home,
  /** When its segment ended. */
  said_at: z.string(),
  /** When somebody said what became of it, or when the record was written that does. */
  resolved_at: z.string().nullable(),
};
/** A question, next step or decision with the segment that says it. */
export const questionEntry = question.extend({
  ...said,
  suggested_in: segmentPointer.extend({ reason: z.string(), title: z.string(), outcome: z.string().nullable() }).nullable(),
});
export type QuestionEntry = z.infer<typeof questionEntry>;
export const stepEntry = nextStep.extend(said);
export type StepEntry = z.infer<typeof stepEntry>;
export const decisionEntry = decision.extend({ ...said, references: z.array(reference) });
export type DecisionEntry = z.infer<typeof decisionEntry>;

/** A segment that came after an item. */
export const laterSegment = home.omit({ of: true, agent: true, branch: true }).extend({ started_at: z.string().nullable() });
export type LaterSegment = z.infer<typeof laterSegment>;

const listed = {
  cursor: z.string().max(500).optional().describe('The `next_cursor` of the page before'),
  limit: z.coerce.number().int().min(1).optional().describe('Above the maximum it means the maximum'),
};
const since = instantQuery.optional();
export const questionFilters = z.object({
  state: z.enum(['open', 'answered', 'dropped']).optional(),
  since: since.describe('Asked since then; with `state=answered` answered, with `state=dropped` dropped since then'),
  ...listed,
});
export const stepFilters = z.object({
  state: z.enum(['open', 'picked_up', 'done', 'dropped', 'settled']).optional().describe('`settled`: picked up or done'),
  since: since.describe('Named since then; with another state than `open` brought into it since then'),
  ...listed,
});
export const decisionFilters = z.object({
  ref: z.string().max(LIMITS.id_chars).overwrite(storableText).optional().describe('An identifier, such as `#271`'),
  agent: z.string().max(LIMITS.id_chars).overwrite(storableText).optional(),
  branch: z.string().max(1000).overwrite(storableText).optional(),
  q: z.string().max(500).overwrite(storableText).optional().describe('Words of its text'),
  since: since,
  ...listed,
});
export type QuestionFilters = z.infer<typeof questionFilters>;
export type StepFilters = z.infer<typeof stepFilters>;
export type DecisionFilters = z.infer<typeof decisionFilters>;

/** How many questions of a project are in each state. */
export const questionCounts = z.object({
  ...{ open: z.number().int(), answered: z.number().int(), dropped: z.number().int() },
  /** Next steps that nobody picked up. */
  open_steps: z.number().int(),
});
export type QuestionCounts = z.infer<typeof questionCounts>;
