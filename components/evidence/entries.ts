import { type Filter, passes, type Row, seqsOf } from './rows';

/** What stands between two rows and is not shown: `count` events with seqs from `from` to `to`. */
export interface Fold {
  type: 'fold';
  from: number;
  to: number;
  count: number;
  /** Why they are not shown. */
  what: 'uncited' | 'noise' | 'unloaded';
}
export type Entry = { type: 'row'; row: Row } | Fold;

/** Consecutive seqs, both ends included. */
export type SeqRun = readonly [first: number, last: number];

/** Ascending seqs as runs. */
export function runsOf(seqs: readonly number[]): SeqRun[] {
  const runs: [number, number][] = [];
  for (const seq of seqs) {
    const run = runs.at(-1);
    if (run && seq === run[1] + 1) run[1] = seq;
    else runs.push([seq, seq]);
  }
  return runs;
}

export interface EntriesInput {
  rows: readonly Row[];
  filter: Filter;
  cited: ReadonlyMap<number, unknown>;
  /** An event that is shown whatever the filter says. */
  selected: number | null;
  /** Where the segment's events are: ascending runs of seqs, both ends included. */
  members: readonly SeqRun[];
  /** False while only a part of the segment's events is here. */
  isWhole: boolean;
}

/**
 * The list as it is drawn. Under "cited" what is not cited folds away; under "all" runs of noise do; other filters leave out.
 * Where events have not been loaded a fold stands for them, so that a page that holds a part tells the truth.
 */
export function entriesOf(input: EntriesInput): Entry[] {
  const { rows, filter, cited, selected } = input;
  const isSelected = (row: Row) => selected !== null && seqsOf(row).includes(selected);
  const shown = rows.filter(
    (row) => isSelected(row) || (passes(row, filter, cited) && !(filter === 'all' && isFoldedNoise(row, cited))),
  );
  if (filter !== 'all' && filter !== 'cited') return shown.map((row) => ({ type: 'row', row }));
  return withFolds(shown, input);
}

const isFoldedNoise = (row: Row, cited: ReadonlyMap<number, unknown>): boolean =>
  row.event.is_noise && !seqsOf(row).some((seq) => cited.has(seq));

function withFolds(shown: Row[], input: EntriesInput): Entry[] {
  const displayed = new Set(shown.flatMap(seqsOf));
  const first = input.members[0]?.[0] ?? 1;
  const last = input.members.at(-1)?.[1] ?? 0;
  const what: Fold['what'] = input.filter === 'cited' ? 'uncited' : input.isWhole ? 'noise' : 'unloaded';
  const entries: Entry[] = [];
  let next = first;
  for (const row of shown) {
    pushFold(entries, fold(next, row.seq - 1, displayed, input.members, what));
    entries.push({ type: 'row', row });
    next = row.seq >= next ? row.seq + 1 : next;
  }
  pushFold(entries, fold(next, last, displayed, input.members, what));
  return entries;
}

const pushFold = (entries: Entry[], fold: Fold): void => {
  if (fold.count > 0) entries.push(fold);
};

function fold(
  from: number,
  to: number,
  displayed: ReadonlySet<number>,
  members: EntriesInput['members'],
  what: Fold['what'],
): Fold {
  return { type: 'fold', from, to, count: countBetween(from, to, displayed, members), what };
}

/** Events of the segment between two seqs that no row shows. */
function countBetween(from: number, to: number, displayed: ReadonlySet<number>, members: readonly SeqRun[]): number {
  let count = 0;
  for (const [first, last] of members) count += Math.max(0, Math.min(to, last) - Math.max(from, first) + 1);
  if (count === 0) return 0;
  for (const seq of displayed)
    if (seq >= from && seq <= to && members.some(([first, last]) => seq >= first && seq <= last)) count -= 1;
  return count;
}

/** What the button of a fold says. */
export function foldLabel({ count, what }: Fold): string {
  const events = `${new Intl.NumberFormat('en').format(count)} more ${count === 1 ? 'event' : 'events'}`;
  if (what === 'uncited') return `${events} not cited`;
  return what === 'noise' ? `${events} of progress and housekeeping` : events;
}
