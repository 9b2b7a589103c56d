'use client';

import { lazy, Suspense, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { useAct } from '@/components/edits/acts';
import type { Clock } from '@/lib/display';
import type { SegmentName } from '@/lib/events/client';
import type { Event } from '@/lib/events/schema';
import type { Citation } from './citations';
import { entriesOf, runsOf } from './entries';
import { EvidenceBar, EvidenceSearch } from './evidence-bar';
import { EvidenceList } from './evidence-list';
import { useEvidence } from './evidence-state';
import { countsOf, type FirstPage, WHOLE_LIST_EVENTS } from './first-page';
import { reveal } from './reveal';
import { RowProvider } from './row-context';
import { type Filter, rowsOf, seqsOf } from './rows';
import { useHydrated } from './use-hydrated';
import { useSegmentEvents } from './use-segment-events';

const SplitBar = lazy(() => import('@/components/boundaries/split-bar').then((module) => ({ default: module.SplitBar })));
const LongEvidence = lazy(() => import('./long-evidence').then((module) => ({ default: module.LongEvidence })));

interface EvidencePaneProps {
  segment: SegmentName;
  path: string;
  cwd: string | null;
  clock: Clock;
  /** Its events have times of their own. */
  isTimed: boolean;
  citations: readonly (readonly [number, Citation])[];
  first: FirstPage;
  /** Parts of the address that a filter keeps. */
  query: Record<string, string>;
}

/** What happened in a segment, event by event, beside what is claimed of it. */
export function EvidencePane({ segment, path, cwd, clock, isTimed, citations: cited, first, query }: EvidencePaneProps) {
  const pane = useRef<HTMLElement>(null);
  const isSplitting = useAct()?.kind.startsWith('split') ?? false;
  const [chosen, setFilter] = useState<Filter>(first.filter);
  const filter = isSplitting ? 'all' : chosen;
  const citations = useMemo(() => new Map(cited), [cited]);
  const isLong = first.total > WHOLE_LIST_EVENTS;
  const isHydrated = useHydrated();
  const [search, setSearch] = useState('');
  const words = search.trim().toLowerCase();
  const all = useSegmentEvents(segment, isHydrated && !first.isWhole && !isLong);
  const showFilter = (next: Filter) => {
    setFilter(next);
    const address = new URL(window.location.href);
    address.searchParams.set('show', next);
    window.history.replaceState(null, '', address.href);
  };
  const { open, toggle } = useOpenRows(pane, first, filter, () => setFilter('cited'));
  const splitAfter = isSplitting ? (first.members[0]?.[0] ?? null) : null;
  const value = { segment, path, cwd, clock, isTimed, citations, open, toggle, splitAfter };
  const list = (
    <ShortEvidence first={first} all={all} filter={filter} citations={citations} onShowAll={() => showFilter('all')} />
  );
  const isWindowed = isLong && isHydrated && (filter !== 'cited' || words !== '');
  return (
    <section
      ref={pane}
      id="evidence"
      tabIndex={-1}
      aria-labelledby="evidence-title"
      className={isTimed ? PANE : `${PANE} [--indent:102px]`}
    >
      <RowProvider value={value}>
        <EvidenceBar filter={filter} counts={countsFor(first, all, citations)} query={query} onFilter={showFilter}>
          {isLong && isHydrated && <EvidenceSearch total={first.total} value={search} onChange={setSearch} />}
        </EvidenceBar>
        {isWindowed ? (
          <Suspense fallback={list}>
            <LongEvidence
              key={filter}
              first={first}
              filter={words && filter === 'cited' ? 'all' : filter}
              words={words}
              pane={pane}
              onShowAll={() => showFilter('all')}
            />
          </Suspense>
        ) : (
          list
        )}
        {isSplitting && (
          <Suspense>
            <SplitBar pane={pane} />
          </Suspense>
        )}
      </RowProvider>
    </section>
  );
}

const PANE =
  '@container relative border-line bg-surface -outline-offset-2 max-md:border-t md:overflow-y-auto md:border-s print:overflow-visible';

type Loaded = ReturnType<typeof useSegmentEvents>;

interface ShortEvidenceProps {
  first: FirstPage;
  all: Loaded;
  filter: Filter;
  citations: ReadonlyMap<number, Citation>;
  onShowAll: () => void;
}

function ShortEvidence({ first, all, filter, citations, onShowAll }: ShortEvidenceProps) {
  const selected = useEvidence((state) => state.selected);
  const events = known(first, all);
  const isWhole = first.isWhole || all.isComplete;
  const members = all.isComplete ? runsOf(all.events.map((event) => event.seq)) : first.members;
  const entries = entriesOf({ rows: rowsOf(events), filter, cited: citations, selected, members, isWhole });
  return <EvidenceList entries={entries} events={isWhole ? events : null} total={first.total} onShowAll={onShowAll} />;
}

/** What has come so far: everything once it is here, with the cited events of other segments, which only the page brings. */
function known(first: FirstPage, all: Loaded): Event[] {
  const brought = bySeq([...first.events, ...first.cited]);
  return all.isComplete ? bySeq([...brought, ...all.events]) : brought;
}

const bySeq = (events: readonly Event[]): Event[] =>
  [...new Map(events.map((event) => [event.seq, event])).values()].sort((a, b) => a.seq - b.seq);

const countsFor = (first: FirstPage, all: Loaded, citations: ReadonlyMap<number, Citation>) =>
  all.isComplete ? countsOf(rowsOf(known(first, all)), citations, first.total) : first.counts;

/**
 * Which rows are open. Selecting an event opens its row and brings it into view, inside the pane where that scrolls;
 * `onMissing` is called for one that the list does not show, which only what is cited can be.
 */
function useOpenRows(pane: React.RefObject<HTMLElement | null>, first: FirstPage, filter: Filter, onMissing: () => void) {
  const [open, setOpen] = useState<ReadonlySet<number>>(() => new Set(rowSeqs(first.selected, first)));
  const toggle = (seq: number, isOpen: boolean) => setOpen((before) => withSeq(before, seq, isOpen));
  const selected = useEvidence((state) => state.selected);
  const jumps = useEvidence((state) => state.jumps);
  const answered = useRef(0);
  const whenMissing = useEffectEvent(onMissing);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter is another list, in which the row stands elsewhere
  useEffect(() => {
    if (selected === null || !pane.current) return;
    const row = reveal(pane.current, selected, { isSmooth: jumps > 0 });
    if (row !== null) setOpen((before) => withSeq(before, row, true));
    else if (jumps > answered.current) whenMissing();
    answered.current = jumps;
  }, [selected, jumps, pane, filter]);
  return { open, toggle };
}

function withSeq(before: ReadonlySet<number>, seq: number, isOpen: boolean): ReadonlySet<number> {
  if (before.has(seq) === isOpen) return before;
  const after = new Set(before);
  if (isOpen) after.add(seq);
  else after.delete(seq);
  return after;
}

const rowSeqs = (seq: number | null, first: FirstPage): number[] =>
  seq === null
    ? []
    : rowsOf([...first.events, ...first.cited])
        .filter((row) => seqsOf(row).includes(seq))
        .map((row) => row.seq);
