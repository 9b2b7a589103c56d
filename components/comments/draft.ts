import type { Picked } from './picked';

/** A comment that was not saved yet: this browser remembers it. */
export interface Draft {
  body: string;
  picked: Picked | null;
}

const keyOf = (segment: string) => `debrief.comment.${segment}`;

export function readDraft(segment: string): Draft | null {
  const text = localStorage.getItem(keyOf(segment));
  if (!text) return null;
  try {
    const draft = JSON.parse(text) as Partial<Draft>;
    return typeof draft.body === 'string' ? { body: draft.body, picked: draft.picked ?? null } : null;
  } catch {
    return null;
  }
}

export function keepDraft(segment: string, draft: Draft | null): void {
  if (draft?.body.trim()) localStorage.setItem(keyOf(segment), JSON.stringify(draft));
  else localStorage.removeItem(keyOf(segment));
}
