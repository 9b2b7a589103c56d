'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import {
  type ComponentProps,
  type CSSProperties,
  type ReactNode,
  type Ref,
  type RefObject,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { Virtuoso } from 'react-virtuoso';
import { formatNumber } from '@/lib/display';
import { eventsAround } from '@/lib/events/client';
import { NothingMatches } from './evidence-list';
import { EvidenceRow } from './evidence-row';
import type { FirstPage } from './first-page';
import { lineOf } from './line';
import { useRowContext } from './row-context';
import { type Filter, passes, type Row, rowsOf, seqsOf } from './rows';
import { useSegmentEvents } from './use-segment-events';

interface LongEvidenceProps {
  first: FirstPage;
  filter: Filter;
  /** What is searched for, in lower case. */
  words: string;
  pane: RefObject<HTMLElement | null>;
  onShowAll: () => void;
}

/** The evidence of a segment with more events than a page should hold: rows are made as they scroll into view. */
export function LongEvidence({ first, filter, words, pane, onShowAll }: LongEvidenceProps) {
  if (!words && filter === 'all') return <Around first={first} pane={pane} />;
  return <Matches words={words} first={first} filter={filter} pane={pane} onShowAll={onShowAll} />;
}

/** Indices of a list that grows at both ends count from here. */
const MIDDLE = 1_000_000;
/** Rows before an end at which more are fetched. */
const NEAR_END = 40;

/** All events, from the selected one on in both directions. */
function Around({ first, pane }: Pick<LongEvidenceProps, 'first' | 'pane'>) {
  const { segment } = useRowContext();
  const floor = first.members[0]?.[0] ?? 1;
  const [start] = useState(first.selected ?? floor);
  const query = useInfiniteQuery(eventsAround(segment, start, floor));
  const pages = query.data?.pages;
  const rows = useMemo(() => (pages ? rowsOf(pages.flatMap((page) => page.items)) : rowsOf(first.events)), [pages, first]);
  const anchor = Math.max(
    0,
    rows.findIndex((row) => row.seq >= start || seqsOf(row).includes(start)),
  );
  return (
    <Rows
      rows={rows}
      pane={pane}
      firstIndex={MIDDLE - anchor}
      startIndex={anchor}
      onRange={(from, to) => {
        if (query.isFetching) return;
        if (from < NEAR_END && query.hasPreviousPage) void query.fetchPreviousPage();
        else if (to > rows.length - NEAR_END && query.hasNextPage) void query.fetchNextPage();
      }}
    />
  );
}

/** Events that pass a filter and hold all words searched for: found among previews, which are read page after page. */
function Matches({ words, first, filter, pane, onShowAll }: LongEvidenceProps) {
  const { segment, citations, cwd } = useRowContext();
  const { events, isComplete, isError, retry } = useSegmentEvents(segment, true);
  const rows = useMemo(() => {
    const passing = rowsOf(events).filter((row) => passes(row, filter, citations));
    return words ? passing.filter((row) => holds(row, words.split(/\s+/), cwd)) : passing;
  }, [events, filter, citations, words, cwd]);
  const searched = `${formatNumber(rows.length)} found in ${formatNumber(events.length)} of ${formatNumber(first.total)} events`;
  return (
    <>
      <p className="px-5 pt-2 text-meta text-ink-3 max-md:px-4" role="status">
        {isComplete ? `${formatNumber(rows.length)} of ${formatNumber(first.total)} events` : `${searched}…`}{' '}
        {isError && (
          <button type="button" className="min-h-6 underline underline-offset-3 hover:text-ink" onClick={retry}>
            Not all loaded. Try again
          </button>
        )}
      </p>
      {rows.length === 0 && isComplete ? (
        <NothingMatches total={first.total} onShowAll={onShowAll} />
      ) : (
        <Rows rows={rows} pane={pane} firstIndex={0} startIndex={0} />
      )}
    </>
  );
}

function holds(row: Row, words: string[], cwd: string | null): boolean {
  const line = lineOf(row, cwd);
  const input = row.event.tool?.input;
  const texts = [
    line.before,
    line.code,
    row.event.text,
    input === undefined ? '' : JSON.stringify(input),
    row.event.tool?.output,
    row.result?.tool?.output,
    row.result?.text,
  ];
  const text = texts.filter(Boolean).join('\n').toLowerCase();
  return words.every((word) => text.includes(word));
}

interface RowsProps {
  rows: Row[];
  pane: RefObject<HTMLElement | null>;
  firstIndex: number;
  startIndex: number;
  /** Told the first and last row in view, counted from the start of `rows`. */
  onRange?: (from: number, to: number) => void;
}

function Rows({ rows, pane, firstIndex, startIndex, onRange }: RowsProps) {
  const isWide = useIsWide();
  return (
    <Virtuoso
      key={String(isWide)}
      data={rows}
      firstItemIndex={firstIndex}
      initialTopMostItemIndex={{ index: startIndex, align: 'start', offset: -ROOM_ABOVE }}
      computeItemKey={(_, row) => row.seq}
      itemContent={(_, row) => <EvidenceRow row={row} as="div" />}
      components={PARTS}
      increaseViewportBy={600}
      rangeChanged={(range) => onRange?.(range.startIndex - firstIndex, range.endIndex - firstIndex)}
      {...(isWide && pane.current ? { customScrollParent: pane.current } : { useWindowScroll: true })}
    />
  );
}

const ROOM_ABOVE = 120;

const PARTS = { List: ListElement, Item: ItemElement };

function ListElement({ style, ref, children }: { style?: CSSProperties; ref?: Ref<HTMLOListElement>; children?: ReactNode }) {
  return (
    <ol ref={ref} style={style}>
      {children}
    </ol>
  );
}

function ItemElement({ item: _, context: __, ...props }: ComponentProps<'li'> & { item: Row; context?: unknown }) {
  return <li {...props} />;
}

const WIDE = '(min-width: 861px)';
const watchWidth = (changed: () => void) => {
  const query = matchMedia(WIDE);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
};
/** Whether the pane scrolls by itself. */
const useIsWide = () =>
  useSyncExternalStore(
    watchWidth,
    () => matchMedia(WIDE).matches,
    () => true,
  );
