'use client';

import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { visible } from '@/components/evidence/safe-text';
import { copyAndSay } from '@/components/ui/copy-button';
import { readDraft } from '@/components/ui/draft';
import { Prose } from '@/components/ui/prose';
import { type Clock, formatMoment } from '@/lib/display';
import type { Comment } from '@/lib/reviews/comment-schema';
import { rewritingOf } from './draft';
import { markQuote } from './quote-mark';
import './comment.css';

const CommentEditor = lazy(() => import('./comment-editor').then((module) => ({ default: module.CommentEditor })));

interface CommentItemProps {
  comment: Comment;
  clock: Clock;
  segment: string;
  /** The address leads to it. */
  isTarget: boolean;
  mayDelete: boolean;
  onChange: (comment: Comment) => void;
  onDelete: () => void;
}

/** One comment. While it is pointed at, the words that it quotes are underlined in the text. */
export function CommentItem({ comment, clock, segment, isTarget, mayDelete, onChange, onDelete }: CommentItemProps) {
  const [isEditing, setEditing] = useState(false);
  useEffect(() => setEditing(comment.mine && readDraft(rewritingOf(comment.id)) !== ''), [comment.mine, comment.id]);
  const root = useRef<HTMLElement>(null);
  const { quote } = comment;
  const mark = () => quote && !quote.stale && markQuote({ segment, ...quote });
  const done = () => {
    setEditing(false);
    root.current?.focus();
  };
  return (
    <article
      ref={root}
      id={`comment-${comment.id}`}
      tabIndex={-1}
      aria-label={`Comment by ${comment.mine ? 'you' : visible(comment.by)}`}
      className="cmt"
      data-target={isTarget || undefined}
      onPointerEnter={mark}
      onPointerLeave={() => markQuote(null)}
      onFocus={mark}
      onBlur={() => markQuote(null)}
    >
      <p className="who">
        <b>{comment.mine ? 'You' : visible(comment.by)}</b>,{' '}
        <time dateTime={comment.created_at}>{formatMoment(comment.created_at, clock)}</time>
        {comment.edited_at && ', edited'}
      </p>
      {quote && (
        <blockquote dir="auto">
          “<Prose text={quote.text} />”
          {quote.stale && <span className="ms-1.5 whitespace-nowrap italic">from an earlier version</span>}
        </blockquote>
      )}
      {isEditing ? (
        <Suspense fallback={<Body text={comment.body} />}>
          <CommentEditor
            comment={comment}
            onClose={done}
            onSaved={(changed) => {
              onChange(changed);
              done();
            }}
          />
        </Suspense>
      ) : (
        <>
          <Body text={comment.body} />
          <p className="acts scripted">
            {comment.mine && <Act onClick={() => setEditing(true)}>Edit</Act>}
            {mayDelete && <Act onClick={onDelete}>Delete</Act>}
            <Act onClick={() => void copyLink(comment)}>Copy link</Act>
          </p>
        </>
      )}
    </article>
  );
}

const Body = ({ text }: { text: string }) => (
  <div className="text-small whitespace-pre-line wrap-anywhere" dir="auto">
    <Prose text={text} />
  </div>
);

function Act({ onClick, children }: { onClick: () => void; children: string }) {
  return (
    <button type="button" className="quiet-link" onClick={onClick}>
      {children}
    </button>
  );
}

const copyLink = ({ url }: Comment): Promise<void> => copyAndSay(url, 'Link to the comment copied');
