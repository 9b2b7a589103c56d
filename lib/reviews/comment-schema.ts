import { z } from 'zod';
import { LIMITS } from '@/lib/limits';
import { storableText } from '@/lib/storable';

const offset = z.number().int().min(0).max(2_147_483_647);

/** The fields of a record that can be quoted. */
const quotedField = z.enum(['title', 'summary', 'outcome', 'next_step', 'key_decision', 'open_question', 'ask']);

/** What a comment is about: characters of a field as a revision had it. */
export const quoteInput = z.object({
  field: quotedField,
  item: z.uuid().nullable().default(null).describe('The id of the item, where the field is a list'),
  start: offset,
  end: offset,
  text: z.string().min(1).max(LIMITS.comment_chars),
  rev: z.number().int().min(1).max(2_147_483_647),
});
export type QuoteInput = z.infer<typeof quoteInput>;

const body = z
  .string()
  .overwrite((text) => storableText(text).trim())
  .min(1)
  .max(LIMITS.comment_chars);

export const commentInput = z.object({ body, quote: quoteInput.nullish() });
export type CommentInput = z.infer<typeof commentInput>;
export const commentChange = z.object({ body });

/** What a person says of a segment. */
export const comment = z.object({
  id: z.string(),
  by: z.string(),
  /** The person who asks wrote it. */
  mine: z.boolean(),
  body: z.string(),
  quote: quoteInput
    .extend({
      item: z.string().nullable(),
      /** Its words are not in the field any more: `start` and `end` mean the revision `rev`. */
      stale: z.boolean(),
    })
    .nullable(),
  created_at: z.string(),
  edited_at: z.string().nullable(),
  url: z.string(),
});
export type Comment = z.infer<typeof comment>;
export type Quote = NonNullable<Comment['quote']>;
