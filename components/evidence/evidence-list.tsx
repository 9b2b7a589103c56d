'use client';

import { button } from '@/components/ui/button';
import type { Event } from '@/lib/events/schema';
import type { Entry } from './entries';
import { EvidenceFold } from './evidence-fold';
import { EvidenceRow } from './evidence-row';
import { seqsOf } from './rows';

interface EvidenceListProps {
  entries: readonly Entry[];
  /** All events of the segment, where they are at hand: folds open without asking. */
  events: readonly Event[] | null;
  total: number;
  onShowAll: () => void;
}

/** The evidence with every row in the page. */
export function EvidenceList({ entries, events, total, onShowAll }: EvidenceListProps) {
  if (!entries.some((entry) => entry.type === 'row')) return <NothingMatches total={total} onShowAll={onShowAll} />;
  const displayed = new Set(entries.flatMap((entry) => (entry.type === 'row' ? seqsOf(entry.row) : [])));
  return (
    <ol className="pt-1.5 pb-10">
      {entries.map((entry) =>
        entry.type === 'row' ? (
          <EvidenceRow key={entry.row.seq} row={entry.row} />
        ) : (
          <EvidenceFold key={`fold-${entry.from}`} fold={entry} displayed={displayed} events={events} />
        ),
      )}
    </ol>
  );
}

export function NothingMatches({ total, onShowAll }: { total: number; onShowAll: () => void }) {
  return (
    <div className="px-5 py-8 max-md:px-4">
      <p className="mb-3 text-ink-2">No events in this segment match</p>
      <button type="button" className={button()} onClick={onShowAll}>
        Show all {total}
      </button>
    </div>
  );
}
