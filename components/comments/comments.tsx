'use client';

import { lazy, Suspense, useEffect, useState } from 'react';
import type { Place } from '@/components/edits/editing';
import { Note } from '@/components/ui/note';
import { say, sayUndoable } from '@/components/ui/toast';
import type { Clock } from '@/lib/display';
import type { Comment } from '@/lib/reviews/comment-schema';
import { CommentItem } from './comment-item';
import { compose, useComposing } from './composing';
import { readComment } from './draft';
import { markQuote } from './quote-mark';

const Composer = lazy(() => import('./composer').then((module) => ({ default: module.Composer })));

interface CommentsProps {
  place: Place;
  comments: Comment[];
  clock: Clock;
  mayComment: boolean;
  /** They administer the project, and may delete what others said. */
  mayModerate: boolean;
}

/** What people said of a segment, the oldest first, and where they say more. */
export function Comments({ place, comments, clock, mayComment, mayModerate }: CommentsProps) {
  const [shown, setShown] = useState(comments);
  const [from, setFrom] = useState(comments);
  if (from !== comments) {
    setFrom(comments);
    setShown(comments);
  }
  const composing = useComposing();
  const isOpen = mayComment && composing?.segment === place.id;
  useDraft(place, mayComment);
  const target = useTarget(place, shown);
  const replace = (comment: Comment) => setShown((all) => all.map((one) => (one.id === comment.id ? comment : one)));
  const remove = (comment: Comment) => void removeComment(comment, setShown);
  return (
    <section id="comments" aria-label="Comments" className="empty:hidden">
      {shown.map((comment) => (
        <CommentItem
          key={comment.id}
          comment={comment}
          clock={clock}
          segment={place.id}
          isTarget={target === comment.id}
          mayDelete={comment.mine || mayModerate}
          onChange={replace}
          onDelete={() => remove(comment)}
        />
      ))}
      {target !== null && !shown.some(({ id }) => id === target) && <Note>That comment was deleted.</Note>}
      {isOpen && (
        <Suspense>
          <Composer
            key={composing.picked ? `${composing.picked.before.length} ${composing.picked.shown}` : ''}
            place={place}
            composing={composing}
            onClose={() => compose(null)}
            onSaved={(comment) => {
              compose(null);
              setShown((all) => [...all, comment]);
              say('Comment saved');
            }}
          />
        </Suspense>
      )}
    </section>
  );
}

/** A comment that was begun before the page was loaded anew is open again. */
function useDraft({ id, n }: Place, mayComment: boolean): void {
  useEffect(() => {
    if (mayComment && readComment(id)) compose({ segment: id, n, picked: null });
    return () => compose(null);
  }, [id, n, mayComment]);
}

/** The comment that the address names: brought into view, and its quote is marked. */
function useTarget(place: Place, shown: readonly Comment[]): string | null {
  const [target, setTarget] = useState<string | null>(null);
  useEffect(() => {
    const follow = () => setTarget(/^#comment-(.+)$/.exec(location.hash)?.[1] ?? null);
    follow();
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  const quote = shown.find(({ id }) => id === target)?.quote ?? null;
  useEffect(() => {
    if (target === null) return;
    document.getElementById(`comment-${target}`)?.scrollIntoView({ block: 'center' });
    if (quote && !quote.stale) markQuote({ segment: place.id, ...quote });
    return () => markQuote(null);
  }, [target, quote, place.id]);
  return target;
}

/** Takes a comment away at once; one's own comes back by `Z`. */
async function removeComment(comment: Comment, setShown: (change: (all: Comment[]) => Comment[]) => void): Promise<void> {
  setShown((all) => all.filter(({ id }) => id !== comment.id));
  const client = import('@/lib/reviews/comment-client');
  const deleted = client.then(({ deleteComment }) => deleteComment(comment.id));
  const undo = async () => {
    await deleted;
    const again = await (await client).restoreComment(comment);
    setShown((all) => inOrder([...all, again]));
    say('Comment is back');
  };
  if (comment.mine) sayUndoable('Comment deleted', () => void undo().catch(() => say('Not saved. Try again', { isError: true })));
  try {
    await deleted;
    if (!comment.mine) say('Comment deleted');
  } catch {
    setShown((all) => inOrder([...all, comment]));
    say('Not deleted. Try again', { isError: true });
  }
}

/** The oldest first; one that the page has brought meanwhile only once. */
const inOrder = (comments: Comment[]): Comment[] =>
  [...new Map(comments.map((comment) => [comment.id, comment])).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
