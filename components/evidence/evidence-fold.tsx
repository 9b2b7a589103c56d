'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { eventPath } from '@/components/evidence/event-path';
import { eventsBetween } from '@/lib/events/client';
import type { Event } from '@/lib/events/schema';
import { type Fold, foldLabel } from './entries';
import { EvidenceRow } from './evidence-row';
import { useRowContext } from './row-context';
import { rowsOf } from './rows';

interface EvidenceFoldProps {
  fold: Fold;
  /** Events that stand in rows of their own around the fold. */
  displayed: ReadonlySet<number>;
  /** All events of the segment, where they are at hand. */
  events: readonly Event[] | null;
}

/** A run of events that is folded away. Opens in place; without scripts it leads to the first of them. */
export function EvidenceFold({ fold, displayed, events }: EvidenceFoldProps) {
  const { path } = useRowContext();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <li className="ps-[var(--indent,170px)] pe-5 py-[3px] text-meta text-ink-3 @max-[600px]:ps-[88px]">
        <a
          className="inline-flex min-h-6 items-center hover:text-ink hover:underline hover:underline-offset-3"
          href={`${eventPath(path, fold.from)}&show=all#e${fold.from}`}
          aria-expanded={isOpen}
          onClick={(event) => {
            event.preventDefault();
            setOpen(!isOpen);
          }}
        >
          {isOpen ? `Fold ${foldLabel(fold).replace('more ', '')}` : foldLabel(fold)}
        </a>
      </li>
      {isOpen &&
        (events ? <Run events={within(events, fold)} displayed={displayed} /> : <FetchedRun fold={fold} displayed={displayed} />)}
    </>
  );
}

const within = (events: readonly Event[], { from, to }: Fold) => events.filter((event) => event.seq >= from && event.seq <= to);

function Run({ events, displayed }: { events: readonly Event[]; displayed: ReadonlySet<number> }) {
  const rows = rowsOf(events.filter((event) => !displayed.has(event.seq)));
  return rows.map((row) => <EvidenceRow key={row.seq} row={row} />);
}

function FetchedRun({ fold, displayed }: Omit<EvidenceFoldProps, 'events'>) {
  const { segment } = useRowContext();
  const { data, isError, refetch } = useQuery(eventsBetween(segment, fold.from, fold.to));
  if (isError) return <Status text="Not loaded." action="Try again" onAction={() => void refetch()} />;
  if (!data) return <Status text={`Loading ${fold.count} events…`} />;
  const last = data.items.at(-1)?.seq ?? fold.to;
  const rest = { ...fold, from: last + 1, count: Math.max(1, fold.count - data.items.length) };
  return (
    <>
      <Run events={data.items} displayed={displayed} />
      {data.next_cursor !== null && <EvidenceFold fold={rest} displayed={displayed} events={null} />}
    </>
  );
}

/** A line in the list about the list. */
export function Status({ text, action, onAction }: { text: string; action?: string; onAction?: () => void }) {
  return (
    <li className="px-5 py-2 text-meta text-ink-3 @min-[601px]:ps-[var(--indent,170px)]" role="status">
      {text}{' '}
      {action && (
        <button type="button" className="min-h-6 text-ink-2 underline underline-offset-3 hover:text-ink" onClick={onAction}>
          {action}
        </button>
      )}
    </li>
  );
}
