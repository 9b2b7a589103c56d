import { keepDraft, readDraft } from '@/components/ui/draft';
import type { EditWords } from '@/lib/reviews/edit-schema';
import { EDIT_FIELDS } from '@/lib/segments/edit-field-schema';
import type { EditField, Flag } from '@/lib/segments/word-schema';

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

/** A flag that was not saved yet: the claim that was chosen, and what is wrong with it. */
export interface FlagDraft {
  claim: Pick<Flag, 'field' | 'text'> | null;
  note: string;
}

const flagName = (segment: string) => `flag.${segment}`;

/** The flag of a segment that was begun before the page was loaded anew. */
export function begunFlag(segment: string): FlagDraft | null {
  try {
    const { claim, note } = JSON.parse(readDraft(flagName(segment))) as FlagDraft;
    return typeof note === 'string' ? { claim, note } : null;
  } catch {
    return null;
  }
}

export const keepFlag = (segment: string, draft: FlagDraft | null): void =>
  keepDraft(flagName(segment), draft ? JSON.stringify(draft) : '');
