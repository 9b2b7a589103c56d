'use client';

import { useEffect, useRef } from 'react';
import type { Place } from '@/components/edits/editing';
import { lineOf } from '@/components/evidence/line';
import { type Row, rowsOf } from '@/components/evidence/rows';
import { visible } from '@/components/evidence/safe-text';
import { useSegmentEvents } from '@/components/evidence/use-segment-events';
import { field } from '@/components/ui/field';

/** Events listed around the one that is chosen: more nobody reads here, and its number can be typed. */
const LISTED = 200;

interface EventChoiceProps {
  label: string;
  place: Place;
  /** The events among which is chosen. */
  from: number;
  to: number;
  value: number | null;
  onChange: (seq: number | null) => void;
}

/** Chooses an event of the main thread of a segment or of the next one, by its number or in the list. */
export function EventChoice({ label, place, from, to, value, onChange }: EventChoiceProps) {
  const { sid, n, cut } = place;
  const [own, next] = [useSegmentEvents({ sid, n, cut }, true), useSegmentEvents({ sid, n: n + 1, cut }, true)];
  const events = [...own.events, ...next.events].filter(({ seq, thread }) => thread === 'main' && seq >= from && seq <= to);
  const rows = rowsOf(events).filter(({ seq }) => seq >= from && seq <= to);
  const at = Math.max(
    0,
    rows.findIndex((row) => row.seq >= (value ?? 0)),
  );
  const start = Math.max(0, Math.min(at - LISTED / 2, rows.length - LISTED));
  const list = useRef<HTMLFieldSetElement>(null);
  const isComplete = own.isComplete && next.isComplete;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once the list is there, what is chosen is brought into view; not at every choice
  useEffect(() => {
    list.current?.querySelector(':checked')?.scrollIntoView({ block: 'center' });
  }, [isComplete]);
  return (
    <>
      <label className="mt-2 flex flex-wrap items-center gap-2 text-small text-ink-2">
        {label} event
        <input
          type="number"
          style={{ width: 112 }}
          className={field({ class: 'tabular-nums' })}
          min={from}
          max={to}
          required
          value={value ?? ''}
          onChange={(event) => onChange(event.target.value === '' ? null : Number(event.target.value))}
        />
      </label>
      <fieldset ref={list} className="picks mt-2">
        <legend className="sr-only">{label}</legend>
        {rows.slice(start, start + LISTED).map((row) => (
          <label key={row.seq} className="pick">
            <input type="radio" name="event" checked={value === row.seq} onChange={() => onChange(row.seq)} />
            <span className="flex-none font-mono text-meta text-ink-3">{row.seq}</span>
            <span className="truncate" dir="auto">
              {textOf(row)}
            </span>
          </label>
        ))}
      </fieldset>
    </>
  );
}

/** What a row of the evidence says, as one line. */
function textOf(row: Row): string {
  const { before = '', code = '', after = '' } = lineOf(row);
  return visible([before, code, after].filter(Boolean).join(' '));
}
