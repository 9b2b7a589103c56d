import { z } from 'zod';
import { LIMITS } from '@/lib/limits';
import { segmentStatus } from '@/lib/segments/schema';
import { editField } from '@/lib/segments/word-schema';

const prose = z.string().max(LIMITS.segment_chars);
const party = z.enum(['agent', 'person']);
const item = <T extends z.ZodRawShape>(more: T) =>
  z.object({ id: z.uuid().nullish().describe('Of the item that it is; none for a new one'), text: prose, ...more });
const list = <T extends z.ZodRawShape>(more: T) => z.array(item(more)).max(LIMITS.segment_items);

/** What a person may write in each field. Null empties a text. */
export const editValues = {
  title: prose.overwrite((title) => title.replaceAll(/\s+/g, ' ').trim()).min(1),
  status: segmentStatus,
  summary: prose.nullable(),
  outcome: prose.nullable(),
  next_steps: list({ owner: party.optional() }),
  key_decisions: list({ by: party.optional() }),
  open_questions: list({}),
} as const;

const base = { rev: z.number().int().min(1).max(2_147_483_647).optional() };

/** Body of `PUT /segments/{id}/edits/{field}`, by its field. `rev` is the revision that whoever writes had read. */
export const editInput = z.object({
  value: z.union([z.string().max(LIMITS.segment_chars), z.null(), list({ owner: party.optional(), by: party.optional() })]),
  ...base,
});
export type EditInput = z.infer<typeof editInput>;

const words = z.union([
  z.string(),
  z.null(),
  z.array(z.object({ id: z.string().nullable(), text: z.string(), owner: party.optional(), by: party.optional() })),
]);
export type EditWords = z.infer<typeof words>;

/** A person's words for a field, and what a machine last wrote there. */
export const edit = z.object({
  id: z.string(),
  field: editField,
  value: words,
  machine: words,
  by: z.string(),
  at: z.string(),
  /** When it was replaced or taken back; null while it stands. */
  ended_at: z.string().nullable(),
  ended_by: z.string().nullable(),
});
export type Edit = z.infer<typeof edit>;
