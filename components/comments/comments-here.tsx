import { visible } from '@/components/evidence/safe-text';
import { Icon } from '@/components/ui/icon';
import { Prose } from '@/components/ui/prose';
import { type Clock, countOf, formatMoment } from '@/lib/display';
import type { Comment } from '@/lib/reviews/comment-schema';

interface CommentsHereProps {
  comments: readonly Comment[];
  /** How many there are. */
  count: number;
  /** The page of the segment, where the others are. */
  url: string;
  clock: Clock;
}

/** What people said of a segment of the timeline, to be read; each leads to where it can be changed. */
export function CommentsHere({ comments, count, url, clock }: CommentsHereProps) {
  const more = count - comments.length;
  return (
    <>
      {comments.map((comment) => (
        <CommentHere key={comment.id} comment={comment} clock={clock} />
      ))}
      {more > 0 && (
        <p className="comment-count">
          <a className="quiet-link inline-flex min-h-6 items-center gap-1.5" href={`${url}#comments`}>
            <Icon name="comment" className="icon icon-sm" /> {countOf(more, comments.length > 0 ? 'more comment' : 'comment')}
          </a>
        </p>
      )}
    </>
  );
}

function CommentHere({
  comment: { by, mine, quote, body, url, created_at, edited_at },
  clock,
}: {
  comment: Comment;
  clock: Clock;
}) {
  return (
    <div className="cmt">
      <p className="who">
        <b>{mine ? 'You' : visible(by)}</b>,{' '}
        <a className="quiet-link inline-flex min-h-6 items-center" href={url}>
          <time dateTime={created_at}>{formatMoment(created_at, clock)}</time>
        </a>
        {edited_at && ', edited'}
      </p>
      {quote && (
        <blockquote
          dir="auto"
          {...(!quote.stale && { 'data-quoted': quote.text, 'data-of': quote.field, 'data-of-item': quote.item ?? undefined })}
        >
          “<Prose text={quote.text} />”
          {quote.stale && <span className="ms-1.5 whitespace-nowrap italic">from an earlier version</span>}
        </blockquote>
      )}
      <div className="text-small whitespace-pre-line wrap-anywhere" dir="auto">
        <Prose text={body} />
      </div>
    </div>
  );
}
