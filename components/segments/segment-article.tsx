import Link from 'next/link';
import { CommentsHere } from '@/components/comments/comments-here';
import { EditTitle } from '@/components/edits/edit-title';
import { proseReferences } from '@/components/references/prose-references';
import { ChangedNote } from '@/components/reviews/changed-note';
import { ReviewToggle } from '@/components/reviews/review-toggle';
import { reviewableOf } from '@/components/reviews/reviewable';
import { ReviewedRow } from '@/components/reviews/reviewed-row';
import { Prose } from '@/components/ui/prose';
import type { Clock } from '@/lib/display';
import type { Comment } from '@/lib/reviews/comment-schema';
import type { Segment } from '@/lib/segments/schema';
import type { SessionPointer } from '@/lib/sessions/schema';
import { FactsLine } from './facts-line';
import { SegmentFields } from './segment-fields';
import { SegmentMeta } from './segment-meta';
import { isAsk, SegmentTitle, saysAsk } from './segment-title';
import { WorkersHere } from './workers-here';

interface SegmentArticleProps {
  segment: Segment;
  clock: Clock;
  /** The session runs and this is its last segment. */
  isLive: boolean;
  /** Who may review it; null where nobody may. */
  you: string | null;
  /** It is of the newest cut: what a person writes counts there alone. */
  isNewest: boolean;
  /** What people said of it, as far as the page brings that. */
  comments?: readonly Comment[] | undefined;
  /** The sessions that it gave tasks to. */
  workers?: readonly SessionPointer[];
}

/** A segment of the timeline, complete; for whoever reviews it a line is left of it once it is reviewed. */
export function SegmentItem(props: SegmentArticleProps) {
  const { segment, clock, you } = props;
  if (you === null) return <SegmentArticle {...props} />;
  return (
    <details className="reviewable" open={segment.mark === null}>
      <ReviewedRow segment={segment} clock={clock} />
      <SegmentArticle {...props} />
    </details>
  );
}

function SegmentArticle({ segment, clock, isLive, you, isNewest, comments = [], workers = [] }: SegmentArticleProps) {
  const references = proseReferences(segment);
  return (
    <article className="seg" aria-labelledby={`title-${segment.n}`} tabIndex={-1} data-segment={segment.id} data-n={segment.n}>
      <SegmentNumber n={segment.n} of={segment.of} />
      <div className="min-w-0">
        <div className="seg-head title-row">
          <div dir="auto" className="min-w-0 text-title text-pretty wrap-anywhere">
            <h3 id={`title-${segment.n}`} className="inline">
              <Link prefetch={false} className="title-link" href={segment.url}>
                <span data-field="title">
                  <SegmentTitle segment={segment} />
                </span>
              </Link>
            </h3>
            {you !== null && isNewest && <EditTitle n={segment.n} />}
          </div>
          {you !== null && <ReviewToggle of={reviewableOf(segment, you)} />}
        </div>
        <SegmentMeta segment={segment} clock={clock} isLive={isLive} />
        {you !== null && segment.mark?.current === false && <ChangedNote segment={segment} mark={segment.mark} clock={clock} />}
        {segment.ask && !isAsk(segment) && !saysAsk(segment, segment.ask) && (
          <p className="asked mt-1.5 line-clamp-1 max-w-measure text-small text-ink-2 wrap-anywhere" dir="auto">
            <span className="text-ink-3">Asked:</span> “<Prose text={firstLine(segment.ask)} />”
          </p>
        )}
        <FactsLine facts={segment.facts} told={segment.origin === 'heuristic' ? segment.outcome : null} />
        {workers.length > 0 && <WorkersHere workers={workers} />}
      </div>
      <SegmentFields segment={segment} references={references} isLatest={isLive} />
      <CommentsHere comments={comments} count={segment.comment_count} url={segment.url} clock={clock} />
    </article>
  );
}

export function SegmentNumber({ n, of }: { n: number; of: number }) {
  return (
    <p className="num">
      <span className="num-word">Segment </span>
      <span className="num-n">{n}</span> <span className="num-of">of {of}</span>
    </p>
  );
}

const LINE_CHARS = 240;
const firstLine = (text: string): string => (text.trim().split('\n', 1)[0] ?? '').slice(0, LINE_CHARS);
