import { keepDraft, readDraft } from '@/components/ui/draft';
import type { Picked } from './picked';

/** A comment that was not saved yet. */
export interface Draft {
  body: string;
  picked: Picked | null;
}

/** The draft of a comment that is written again. */
export const rewritingOf = (comment: string) => `comment-edit.${comment}`;

const nameOf = (segment: string) => `comment.${segment}`;

export function readComment(segment: string): Draft | null {
  try {
    const draft = JSON.parse(readDraft(nameOf(segment))) as Partial<Draft>;
    return typeof draft.body === 'string' ? { body: draft.body, picked: draft.picked ?? null } : null;
  } catch {
    return null;
  }
}

export const keepComment = (segment: string, draft: Draft | null): void =>
  keepDraft(nameOf(segment), draft?.body.trim() ? JSON.stringify(draft) : '');
