import { z } from 'zod';
import { LIMITS } from '@/lib/limits';
import { GRANULARITIES, type Granularity } from '@/lib/segmenter/boundaries/select';

export { GRANULARITIES, type Granularity };

export const granularity = z.enum(GRANULARITIES);

/** One way of dividing a session, and how it came about. */
export const cut = z.object({
  n: z.number().int(),
  origin: z.enum(['heuristic', 'agent']),
  algorithm: z.string().nullable(),
  granularity: granularity.nullable(),
  /** Why it replaced the cut before it. */
  reason: z.enum(['granularity', 'version', 'split', 'merge', 'move', 'agent']).nullable(),
  made_by: z.string().nullable(),
  created_at: z.string(),
  segment_count: z.number().int(),
  current: z.boolean(),
  url: z.string(),
});
export type Cut = z.infer<typeof cut>;

/** The cut that a request led to: a new one, or the newest where it was so already. */
export const cutResult = cut
  .pick({ segment_count: true, reason: true, granularity: true, url: true, made_by: true })
  .extend({ cut: z.number().int() });
export type CutResult = z.infer<typeof cutResult>;

const seq = z.number().int().min(1).max(2_147_483_647);
export const segmentationInput = z.object({ granularity: granularity });
export const splitInput = z.object({ at: seq.describe('The event that becomes the first of the second half') });
export const movesInput = z.object({
  moves: z
    .array(
      z.object({ segment: z.uuid().describe('Id of the segment'), first_seq: seq.describe('The event it is to begin with') }),
    )
    .min(1)
    .max(LIMITS.batch_segments),
});

const segmentId = z.uuid().describe('Id of a segment of the newest cut');
/** Body of `POST /sessions/{sid}/boundaries/preview`. */
export const boundaryChange = z.discriminatedUnion('reason', [
  z.object({ reason: z.literal('split'), segment: segmentId, ...splitInput.shape }),
  z.object({ reason: z.literal('merge'), segment: segmentId }),
  z.object({ reason: z.literal('move'), ...movesInput.shape }),
]);
export type BoundaryInput = z.infer<typeof boundaryChange>;

const part = z.object({
  n: z.number().int(),
  title: z.string(),
  status: z.string(),
  outcome: z.string().nullable(),
  first_seq: z.number().int().nullable(),
  last_seq: z.number().int().nullable(),
  event_count: z.number().int(),
  /** What people said of it: it stays with these events. */
  comments: z.number().int(),
  edited: z.boolean(),
});
export type BoundaryPart = z.infer<typeof part>;

/** The segments that a change of boundaries would take away, and those that would take their place. */
export const boundaryPreview = z.object({ before: z.array(part), after: z.array(part) });
export type BoundaryPreview = z.infer<typeof boundaryPreview>;
