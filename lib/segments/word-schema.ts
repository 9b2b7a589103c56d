import { z } from 'zod';
import { EDIT_FIELDS } from '@/lib/segments/edit-field-schema';

export const editField = z.enum(EDIT_FIELDS);
export type EditField = z.infer<typeof editField>;

/** Whose words stand in a field, and since when. */
export const editMark = z.object({ by: z.string(), at: z.string() });

/** A person's word that a claim is wrong: the claim by its field and words. */
export const flag = z.object({
  id: z.string(),
  field: z.enum(['title', 'summary', 'outcome', 'next_step', 'key_decision', 'open_question']),
  text: z.string(),
  note: z.string().nullable(),
  by: z.string(),
  at: z.string(),
  /** The person who asks said so. */
  mine: z.boolean(),
});
export type Flag = z.infer<typeof flag>;
