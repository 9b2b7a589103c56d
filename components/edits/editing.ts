'use client';

import { useSyncExternalStore } from 'react';
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

let current: EditField | null = null;
const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Opens the editor of a field of the segment on this page; null closes it. */
export function edit(field: EditField | null): void {
  current = field;
  for (const listener of listeners) listener();
}

export const useEditing = (): EditField | null =>
  useSyncExternalStore(
    subscribe,
    () => current,
    () => null,
  );
