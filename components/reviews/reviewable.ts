import { visible } from '@/components/evidence/safe-text';
import type { SegmentRow } from '@/lib/segments/schema';

/** What a reader's mark of a segment is: `changed` where the record was written anew since. */
export type MarkState = 'on' | 'changed' | 'off';

/** A segment as far as reviewing goes. */
export interface Reviewable {
  id: string;
  n: number;
  rev: number;
  events: number;
  mark: MarkState;
  /** The mark of an earlier revision, where it is `changed`: what comes back when another is undone. */
  was?: { rev: number; at: string };
  /** Others who reviewed it as it is now. */
  by: string[];
}

export interface Coverage {
  reviewed: number;
  of: number;
  /** Of the session's events. */
  share: number;
}

type Marked = Pick<SegmentRow, 'mark' | 'marks'>;

export const marksFor = ({ mark, marks }: Marked, you: string): Pick<Reviewable, 'mark' | 'was' | 'by'> => ({
  mark: mark ? (mark.current ? 'on' : 'changed') : 'off',
  ...(mark && !mark.current && { was: { rev: mark.rev, at: mark.at } }),
  by: (marks ?? []).filter((of) => of.current && of.person_id !== you).map((of) => visible(of.person)),
});

export const reviewableOf = (entry: Pick<SegmentRow, 'id' | 'n' | 'rev' | 'event_count'> & Marked, you: string): Reviewable => ({
  ...{ id: entry.id, n: entry.n, rev: entry.rev, events: entry.event_count },
  ...marksFor(entry, you),
});

export function coverageOf(entries: readonly Pick<Reviewable, 'mark' | 'events'>[]): Coverage {
  const sum = (of: readonly Pick<Reviewable, 'events'>[]) => of.reduce((all, { events }) => all + events, 0);
  const on = entries.filter(({ mark }) => mark === 'on');
  return { reviewed: on.length, of: entries.length, share: sum(on) / (sum(entries) || 1) };
}
