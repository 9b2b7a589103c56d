import { z } from 'zod';

/** A segment of this or another session. */
export const segmentPointer = z.object({ sid: z.string(), n: z.number().int(), url: z.string() });
export type SegmentPointer = z.infer<typeof segmentPointer>;

/** What took a decision's place: a segment, and the later decision in it where one is meant. */
export const supersededBy = segmentPointer.extend({ id: z.string().optional(), text: z.string().optional() });
