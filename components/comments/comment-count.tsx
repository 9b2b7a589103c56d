import { Icon } from '@/components/ui/icon';
import { countOf } from '@/lib/display';

/** How many comments a segment has, and the way to them. */
export function CommentCount({ count, url }: { count: number; url: string }) {
  if (count === 0) return null;
  return (
    <p className="comment-count">
      <a className="quiet-link inline-flex min-h-6 items-center gap-1.5" href={`${url}#comments`}>
        <Icon name="comment" className="icon icon-sm" /> {countOf(count, 'comment')}
      </a>
    </p>
  );
}
