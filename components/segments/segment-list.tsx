import { Fragment } from 'react';
import { type Clock, formatDay, formatDuration, isSameDay } from '@/lib/display';
import type { Comment } from '@/lib/reviews/comment-schema';
import type { Segment, SegmentRow, Timeline } from '@/lib/segments/schema';
import type { Session } from '@/lib/sessions/schema';
import type { Detail, Show } from './list-bar';
import { asks } from './needs';
import { SegmentItem } from './segment-article';
import { SegmentLine } from './segment-line';
import { gapBefore } from './session-times';

interface SegmentListProps {
  timeline: Timeline;
  clock: Clock;
  isLive: boolean;
  /** A pause longer than this, in milliseconds, has a row. */
  threshold: number;
  show: Show;
  detail: Detail;
  /** Who may review the segments; null where nobody may. */
  you: string | null;
  /** It is the newest cut. */
  isNewest: boolean;
  /** What people said of the segments, by their ids. */
  comments: ReadonlyMap<string, readonly Comment[]>;
  /** The sessions that its segments gave tasks to. */
  workers: Session['workers'];
  /** What stands above the first segment with news since the reader was here. */
  news: { n: number; text: string } | null;
}

/** The segments in order, with rules where the day changes and rows for long pauses; all of them in the page, so that ⌘F finds them. */
export function SegmentList({
  timeline,
  clock,
  isLive,
  threshold,
  show,
  detail,
  you,
  isNewest,
  comments,
  workers,
  news,
}: SegmentListProps) {
  const entries: (Segment | SegmentRow)[] = [...timeline.segments, ...timeline.rows];
  return (
    <ol id="segments" className="segs" data-show={show} data-detail={detail}>
      {entries.map((entry, at) => {
        const previous = entries[at - 1];
        const isLast = isLive && at === entries.length - 1;
        return (
          <Fragment key={entry.n}>
            <Break entry={entry} previous={previous} threshold={threshold} clock={clock} />
            <li
              id={`segment-${entry.n}`}
              {...dataOf(entry)}
              data-mark={you === null ? undefined : markOf(entry)}
              data-new={news?.n === entry.n ? news.text : undefined}
            >
              {'origin' in entry ? (
                <SegmentItem
                  segment={entry}
                  clock={clock}
                  isLive={isLast}
                  comments={comments.get(entry.id)}
                  workers={workers.filter(({ segment }) => segment === entry.n)}
                  {...{ you, isNewest }}
                />
              ) : (
                <SegmentLine row={entry} of={timeline.of} clock={clock} isLive={isLast} />
              )}
            </li>
          </Fragment>
        );
      })}
    </ol>
  );
}

/** What whoever reads made of it: `on` or, where it was written anew since, `changed`. */
export const markOf = ({ mark }: Segment | SegmentRow): 'on' | 'changed' | undefined =>
  mark ? (mark.current ? 'on' : 'changed') : undefined;

/** What the filters and the loader of rows go by. */
const dataOf = (entry: Segment | SegmentRow): Record<string, ''> => ({
  ...(!('origin' in entry) && { 'data-row': '' }),
  ...(asks(entry) && { 'data-asks': '' }),
});

interface BreakProps {
  entry: SegmentRow;
  previous: SegmentRow | undefined;
  threshold: number;
  clock: Clock;
}

function Break({ entry, previous, threshold, clock }: BreakProps) {
  const pause = gapBefore(entry, previous, threshold);
  const isNewDay =
    entry.started_at && previous?.started_at && !isSameDay(previous.ended_at ?? previous.started_at, entry.started_at, clock);
  return (
    <>
      {pause > 0 && (
        <li className="brk">
          <div className="hatch" aria-hidden="true" />
          <p>{formatDuration(pause)} with no events</p>
        </li>
      )}
      {isNewDay && entry.started_at && <li className="day">{formatDay(entry.started_at, clock)}</li>}
    </>
  );
}
