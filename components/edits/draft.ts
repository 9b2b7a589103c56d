import { readDraft } from '@/components/ui/draft';
import type { EditWords } from '@/lib/reviews/edit-schema';
import { EDIT_FIELDS } from '@/lib/segments/edit-field-schema';
import type { EditField } from '@/lib/segments/word-schema';

/** A field as it is written, and the revision that was read. */
export interface Draft {
  rev: number;
  value: EditWords;
}

export const draftName = (segment: string, field: EditField) => `edit.${segment}.${field}`;

/** The draft of a field; null where there is none. */
export function draftOf(text: string, field: EditField): Draft | null {
  try {
    const { rev, value } = JSON.parse(text) as Draft;
    return Array.isArray(value) === LISTS.has(field) ? { rev, value } : null;
  } catch {
    return null;
  }
}

const LISTS: ReadonlySet<EditField> = new Set(['key_decisions', 'next_steps', 'open_questions']);

/** The first field of a segment that was begun before the page was loaded anew. */
export const begunField = (segment: string): EditField | null =>
  EDIT_FIELDS.find((field) => readDraft(draftName(segment, field)) !== '') ?? null;
