'use client';

import { lazy, Suspense } from 'react';
import { formatDay, formatSeconds } from '@/lib/display';
import { citedIn } from './citations';
import { EventFoot } from './event-foot';
import { timeOf } from './event-time';
import { useEvidence, useEvidenceStore } from './evidence-state';
import { KindIcon } from './kind-icon';
import { iconOf, KIND_WORDS, type Line, lineOf, saysAll } from './line';
import { PlainBody } from './plain-body';
import { useRowContext } from './row-context';
import { type Row, seqsOf } from './rows';
import { visible } from './safe-text';
import { MarkedText, ShownText } from './shown-text';
import { useHydrated } from './use-hydrated';

const SplitPoint = lazy(() => import('@/components/boundaries/split-point').then((module) => ({ default: module.SplitPoint })));
const RichBody = lazy(() => import('./rich-body').then((module) => ({ default: module.RichBody })));

/** One line of the evidence; opens to what the event holds. Without scripts it opens too, with the texts plain. */
export function EvidenceRow({ row, as: Item = 'li' }: { row: Row; as?: 'li' | 'div' }) {
  const { open, toggle, citations, clock, isTimed, cwd, segment, splitAfter } = useRowContext();
  const mayBegin = row.event.thread === 'main' && row.event.segment === segment.n;
  const store = useEvidenceStore();
  const seqs = seqsOf(row);
  const isHot = useEvidence((state) => state.hotSeq !== null && seqs.includes(state.hotSeq));
  const isSelected = useEvidence((state) => state.selected !== null && seqs.includes(state.selected));
  const isOpen = open.has(row.seq);
  const cited = citedIn(seqs.map((seq) => citations.get(seq)));
  const point = () => cited && store.point(seqs.find((seq) => citations.has(seq)) ?? row.seq);
  const { at, note } = timeOf(row.event);
  const tint = isOpen ? 'bg-sunken pt-1 pb-1.5' : isHot ? 'bg-hover' : 'hover:bg-hover';
  return (
    <Item
      id={`e${row.seq}`}
      data-seqs={seqs.join(' ')}
      className={`scroll-mt-[150px] ${tint} ${isHot || isSelected ? '[box-shadow:inset_3px_0_0_var(--color-ink)]' : ''}`}
      onPointerEnter={point}
      onPointerLeave={() => store.point(null)}
      onFocus={point}
      onBlur={() => store.point(null)}
    >
      {row.result && <span id={`e${row.result.seq}`} className="block scroll-mt-[150px]" />}
      {splitAfter !== null && row.seq > splitAfter && mayBegin && (
        <Suspense>
          <SplitPoint seq={row.seq} />
        </Suspense>
      )}
      <details open={isOpen} onToggle={(event) => toggle(row.seq, event.currentTarget.open)}>
        <summary className={isTimed ? SUMMARY : UNTIMED}>
          <span className="text-end font-mono text-[0.75rem] leading-5 text-ink-3">
            <span className="sr-only">Event </span>
            {row.seq}
          </span>
          {isTimed && (
            <time
              className="font-mono text-[0.75rem] leading-5 text-ink-3 @max-[600px]:hidden"
              dateTime={at}
              title={`${formatDay(at, clock)}, ${formatSeconds(at, clock)}${clock.suffix}${note}`}
            >
              {formatSeconds(at, clock)}
            </time>
          )}
          <KindIcon icon={iconOf(row)} />
          <OneLine row={row} line={lineOf(row, cwd)} isOpen={isOpen} segment={segment.n} />
          {cited && <span className="text-meta text-ink-3 @max-[600px]:col-start-3 @min-[601px]:whitespace-nowrap">{cited}</span>}
        </summary>
        <Body row={row} isOpen={isOpen} />
      </details>
    </Item>
  );
}

const ROW =
  'grid min-h-[33px] items-start gap-x-2.5 px-5 py-[5px] -outline-offset-2 @max-[600px]:grid-cols-[34px_18px_minmax(0,1fr)] @max-[600px]:px-4 @max-[600px]:py-[7px]';
const SUMMARY = `${ROW} grid-cols-[44px_58px_18px_minmax(0,1fr)_auto]`;
const UNTIMED = `${ROW} grid-cols-[44px_18px_minmax(0,1fr)_auto]`;

interface OneLineProps {
  row: Row;
  line: Line;
  isOpen: boolean;
  segment: number;
}

function OneLine({ row, line, isOpen, segment }: OneLineProps) {
  const { event } = row;
  const isElsewhere = event.segment !== null && event.segment !== segment;
  const where = [event.thread !== 'main' && 'subagent', isElsewhere && `in segment ${event.segment}`].filter(Boolean).join(', ');
  const isBelow = isOpen && line.isProse && !saysAll(row);
  const after = isOpen && SAID_BELOW.has(event.kind) ? '' : line.after;
  return (
    <span
      className={lineStyle(line, isOpen, row.isError)}
      dir="auto"
      title={event.thread === 'main' ? undefined : `Thread ${visible(event.thread)}`}
    >
      {where && <span className="text-meta text-ink-3">{where} · </span>}
      {isBelow ? (
        <span className="text-ui text-ink-3">{KIND_WORDS[event.kind]}</span>
      ) : (
        <>
          {line.before && (
            <span className={row.isError ? undefined : 'text-ink-3'}>
              <ShownText text={line.before} />{' '}
            </span>
          )}
          {line.code && (
            <code className="text-ink">
              <ShownText text={line.code} />
            </code>
          )}
          {after && (
            <span className="words">
              {line.code && ' '}
              {line.isProse ? <MarkedText text={isOpen ? (event.text ?? '').trim() : after} /> : <ShownText text={after} />}
            </span>
          )}
        </>
      )}
    </span>
  );
}

/** Kinds whose text stands whole below the line of an opened row. */
const SAID_BELOW: ReadonlySet<Row['event']['kind']> = new Set(['thinking', 'compaction', 'note', 'other']);

function lineStyle(line: Line, isOpen: boolean, isError: boolean): string {
  if (line.isProse) return `text-small text-ink wrap-anywhere ${isOpen ? 'whitespace-pre-wrap' : 'line-clamp-3'}`;
  const wrap = isOpen ? 'wrap-anywhere' : '@min-[601px]:truncate @max-[600px]:line-clamp-3 @max-[600px]:wrap-anywhere';
  return `min-w-0 text-ui ${wrap} ${isError ? 'text-fail' : 'text-ink-2'}`;
}

function Body({ row, isOpen }: { row: Row; isOpen: boolean }) {
  const { citations, segment } = useRowContext();
  const isHydrated = useHydrated();
  if (isHydrated && !isOpen) return null;
  const literals = seqsOf(row).flatMap((seq) => citations.get(seq)?.literals ?? []);
  const plain = <PlainBody row={row} literals={literals} />;
  return (
    <div className="flex flex-col gap-2 ps-[var(--indent,170px)] pe-5 pt-1 pb-1.5 @max-[600px]:px-4">
      {isHydrated ? (
        <Suspense fallback={plain}>
          <RichBody segment={segment} row={row} literals={literals} />
        </Suspense>
      ) : (
        plain
      )}
      <EventFoot row={row} />
    </div>
  );
}
