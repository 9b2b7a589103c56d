import { z } from 'zod';
import { rejection } from '@/lib/events/schema';
import { instant } from '@/lib/instant';
import { LIMITS } from '@/lib/limits';
import { mark, markOf } from '@/lib/segments/schema';

const number = z.number().int().min(1).max(2_147_483_647);

/** Body of `PUT /segments/{id}/mark`: the revision that was read. */
export const markInput = z.object({ rev: number });

/** Body of `POST /sessions/{sid}/marks`: the segments of a cut up to a number, or all of them. */
export const marksInput = z.union([
  z.object({ up_to: number, cut: number.optional() }),
  z.object({ all: z.literal(true), cut: number.optional() }),
]);
export type MarksInput = z.infer<typeof marksInput>;

/**
 * Body of `PATCH /sessions/{sid}/marks`: each segment with the revision that was read, or null to take its mark back. `at` puts a mark back that was made then,
 * and may name an earlier revision.
 */
export const marksPatch = z.object({
  marks: z
    .array(z.object({ segment: z.string().max(100), rev: number.nullable(), at: instant.optional() }))
    .min(1)
    .max(LIMITS.batch_segments),
});
export type MarksPatch = z.infer<typeof marksPatch>;

const marked = z.object({ id: z.string(), n: z.number().int(), rev: z.number().int() });

/**
 * What came of marking many: those that were not marked so before, with the mark of an earlier revision that they had; those whose mark was taken back, and
 * what was refused.
 */
export const marksResult = z.object({
  marked: z.array(marked.extend({ was: z.object({ rev: z.number().int(), at: z.string() }).nullable() })),
  unmarked: z.array(z.object({ id: z.string(), n: z.number().int() })),
  rejected: z.array(rejection),
});
export type MarksResult = z.infer<typeof marksResult>;

/** The segments of a cut that somebody reviewed. */
export const sessionMarks = z.object({
  cut: z.number().int(),
  segments: z.array(marked.extend({ mark: mark.nullable(), marks: z.array(markOf) })),
});
export type SessionMarks = z.infer<typeof sessionMarks>;
