'use client';

import type { Place } from '@/components/edits/editing';
import { Prose } from '@/components/ui/prose';
import type { Comment } from '@/lib/reviews/comment-schema';
import { CommentForm } from './comment-form';
import type { Composing } from './composing';
import { useComposer } from './use-composer';

interface ComposerProps {
  place: Place;
  composing: Composing;
  onSaved: (comment: Comment) => void;
  onClose: () => void;
}

/** Where a new comment is written; what is written stays until it is saved or discarded. */
export function Composer({ place, composing, onSaved, onClose }: ComposerProps) {
  const { body, write, quoted, state, save, discard } = useComposer(place, composing.picked, onSaved);
  return (
    <CommentForm
      label="New comment"
      className="cmt"
      asked={composing}
      {...{ body, state }}
      onWrite={write}
      save="Comment"
      leave="Discard"
      isUntouched={body.trim() === ''}
      onSave={() => void save()}
      onLeave={() => {
        discard();
        onClose();
      }}
    >
      <p className="who">
        <b>You</b>
      </p>
      {quoted && (
        <blockquote dir="auto">
          “<Prose text={quoted.shown} />”
        </blockquote>
      )}
    </CommentForm>
  );
}
