'use client';

import { held, useHeld } from '@/components/ui/held';
import type { EditField } from '@/lib/segments/word-schema';

/** A segment of which a person may write: where it is asked for. */
export interface Place {
  id: string;
  sid: string;
  n: number;
  cut: number;
}

/** How a field is called. */
export const FIELD_NAMES: Record<EditField, string> = {
  title: 'Title',
  status: 'Status',
  outcome: 'Outcome',
  summary: 'Summary',
  key_decisions: 'Key decisions',
  next_steps: 'Next steps',
  open_questions: 'Open questions',
};

const current = held<EditField>();

/** Opens the editor of a field of the segment on this page; null closes it. */
export const edit = current.set;
export const useEditing = () => useHeld(current);
