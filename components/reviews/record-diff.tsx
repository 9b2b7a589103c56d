'use client';

import { useQuery } from '@tanstack/react-query';
import { WordDiff } from '@/components/ui/word-diff';
import { segmentRevisionQuery } from '@/lib/segments/client';
import type { SegmentDetail } from '@/lib/segments/schema';
import './record-diff.css';

/** Two revisions of a segment's record. */
export interface Revisions {
  sid: string;
  n: number;
  cut: number;
  from: number;
  to: number;
}

const lines = (items: readonly { text: string }[]): string => items.map(({ text }) => text).join('\n');

/** What a reader reads of a record, as one text each. */
const FIELDS: [name: string, of: (segment: SegmentDetail) => string][] = [
  ['Title', (segment) => segment.title],
  ['Status', (segment) => segment.status.replaceAll('_', ' ')],
  ['Outcome', (segment) => segment.outcome ?? ''],
  ['Summary', (segment) => segment.summary ?? ''],
  ['Key decisions', (segment) => lines(segment.key_decisions)],
  ['Next steps', (segment) => lines(segment.next_steps)],
  ['Open questions', (segment) => lines(segment.open_questions)],
];

/** The words that were put in and taken out since a revision, field by field. */
export default function RecordDiff({ sid, n, cut, from, to }: Revisions) {
  const [before, after] = [
    useQuery(segmentRevisionQuery(sid, n, { cut, rev: from })),
    useQuery(segmentRevisionQuery(sid, n, { cut, rev: to })),
  ];
  if (before.isError || after.isError) return <p className="mt-1.5">The earlier text could not be loaded.</p>;
  const [old, now] = [before.data, after.data];
  if (!old || !now) return <p className="mt-1.5">Comparing…</p>;
  const changed = FIELDS.filter(([, of]) => of(old) !== of(now));
  return (
    <dl className="record-diff word-diff">
      {changed.map(([name, of]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd dir="auto">
            <WordDiff before={of(old)} after={of(now)} />
          </dd>
        </div>
      ))}
      {changed.length === 0 && <div>Only what proves it has changed, not the words.</div>}
    </dl>
  );
}
