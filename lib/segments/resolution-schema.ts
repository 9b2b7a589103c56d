import { z } from 'zod';
import { supersededBy } from '@/lib/segments/pointer-schema';

/** Who said what became of an item: a person, or an agent by its project's token. */
export const resolvedBy = z.object({
  name: z.string(),
  party: z.enum(['agent', 'person']),
  /** Whoever reads this said so. */
  is_you: z.boolean(),
  at: z.string(),
});

/** Somebody's word on what became of an item; it stands until it is taken back. */
export const resolution = z.object({
  id: z.string(),
  how: z.enum(['answered', 'segment', 'done', 'dropped', 'superseded']),
  /** The answer in words. */
  text: z.string().nullable(),
  /** The segment that answered it, picked it up or took its place. */
  in: supersededBy.nullable(),
  by: resolvedBy,
});
export type Resolution = z.infer<typeof resolution>;
