import { Fragment } from 'react';
import { visible } from '@/components/evidence/safe-text';
import { Tick } from '@/components/reviews/tick';
import { KeyHints } from '@/components/shell/key-hints';
import { Icon, type IconName } from '@/components/ui/icon';
import { formatDuration } from '@/lib/display';
import type { Segment, SegmentRow, Timeline } from '@/lib/segments/schema';
import { asks, waits } from './needs';
import { Position } from './position';
import { gapBefore } from './session-times';

/** A longer session is outlined by every nth segment. */
const MOST_LINES = 120;
const STEPS = [1, 5, 10, 20, 25, 50, 100];

interface OutlineProps {
  timeline: Timeline;
  title: string;
  threshold: number;
  /** Who may review the segments; null where nobody may. */
  you: string | null;
}

/** The session's table of contents; the controls mark the line of the segment that is being read. */
export function Outline({ timeline, title, threshold, you }: OutlineProps) {
  const entries: (Segment | SegmentRow)[] = [...timeline.segments, ...timeline.rows];
  const step = STEPS.find((size) => entries.length / size <= MOST_LINES) ?? Math.ceil(entries.length / MOST_LINES);
  return (
    <nav className="side" aria-label="Segments">
      <h2 className="side-title">
        <span className="when-free">Segments</span>
        <span className="when-stuck">{visible(title)}</span>
        <Position of={timeline.of} />
      </h2>
      <ol className="toc" id="outline">
        {entries.map((entry, at) => {
          if (at % step > 0) return null;
          const pause = step === 1 ? gapBefore(entry, entries[at - 1], threshold) : 0;
          const last = entries[Math.min(at + step, entries.length) - 1];
          const isDone = you !== null && entries.slice(at, at + step).every((each) => each.mark?.current);
          return (
            <Fragment key={entry.id}>
              {pause > 0 && <li className="toc-gap">{formatDuration(pause)} idle</li>}
              <li data-asks={asks(entry) ? '' : undefined}>
                <a href={`#segment-${entry.n}`} data-from={entry.n} data-to={last?.n} data-mark={isDone ? 'on' : undefined}>
                  <OutlineMark entry={entry} />
                  {you !== null && (
                    <span className="mk mk-done">
                      <Tick />
                      <span className="sr-only">Reviewed. </span>
                    </span>
                  )}
                  <span className="n">{entry.n}</span>
                  <span className="tx" dir="auto">
                    {plain(entry.title)}
                  </span>
                </a>
              </li>
            </Fragment>
          );
        })}
      </ol>
      <KeyHints hints={[['J K', 'move'], ...(you === null ? [] : [['X', 'reviewed'] as const]), ['E', 'evidence']]} />
    </nav>
  );
}

/** One line without marks of code: it is cut with an ellipsis anyway. */
const plain = (title: string): string => visible(title.replaceAll('`', '')).slice(0, 160);

function OutlineMark({ entry }: { entry: Segment | SegmentRow }) {
  const mark = markOf(entry);
  return (
    <span className={`mk ${mark?.tone ?? ''}`}>
      {mark && (
        <>
          <Icon name={mark.icon} className="icon icon-sm" />
          <span className="sr-only">{mark.word}. </span>
        </>
      )}
    </span>
  );
}

function markOf(entry: Segment | SegmentRow): { icon: IconName; tone: string; word: string } | null {
  if (entry.status === 'failed') return { icon: 'failed', tone: 'text-fail', word: 'Failed' };
  if (waits(entry)) return { icon: 'waiting', tone: 'text-wait', word: 'Waiting' };
  return asks(entry) ? { icon: 'question', tone: 'text-wait', word: 'Open question' } : null;
}
