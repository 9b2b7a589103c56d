import type { SessionRow } from '@/lib/sessions/schema';

/** Rows under one name; `count` is how many there are in all, null where nobody counted. */
export interface RowGroup {
  name: string;
  count: number | null;
  items: SessionRow[];
  hasMore: boolean;
}

const placesOf = (groups: readonly RowGroup[]): string[] =>
  groups.flatMap(({ name, items }) => items.map(({ sid }) => `${name} ${sid}`));

/** Whether showing `to` in the place of `from` would move a row: anything but more rows at the end. */
export function wouldMove(from: readonly RowGroup[], to: readonly RowGroup[]): boolean {
  const places = placesOf(to);
  return placesOf(from).some((place, at) => places[at] !== place);
}

/** What is `fresh` of the groups that a reader has before their eyes, each row where it is. */
export function heldTo(held: readonly RowGroup[], fresh: readonly RowGroup[]): RowGroup[] {
  const bySid = new Map(fresh.flatMap(({ items }) => items.map((row) => [row.sid, row])));
  const byName = new Map(fresh.map((group) => [group.name, group]));
  const kept = held.map(({ name, items, count, hasMore }) => {
    const now = byName.get(name);
    return {
      name,
      count: now ? now.count : count && 0,
      hasMore: now?.hasMore ?? hasMore,
      items: items.map((row) => bySid.get(row.sid) ?? row),
    };
  });
  return kept.filter(({ count, items }) => count !== 0 || items.length > 0);
}

/** Groups with something of one session changed. */
export const withRow = (groups: readonly RowGroup[], sid: string, change: (row: SessionRow) => SessionRow): RowGroup[] =>
  groups.map((group) => ({ ...group, items: group.items.map((row) => (row.sid === sid ? change(row) : row)) }));

const allReviewed = (row: SessionRow): SessionRow => ({
  ...row,
  review: { ...row.review, reviewed: row.review.of, events_share: 1 },
  next_to_review: null,
  tape: row.tape && { ...row.tape, reviewed: row.tape.bars.map((_, at) => at) },
});

/** Groups with a session all of whose segments are reviewed: it is to review no more, and counted with those that were. */
export function withReviewed(groups: readonly RowGroup[], sid: string): RowGroup[] {
  const changed = withRow(groups, sid, allReviewed);
  if (!changed.some(({ name, items }) => name === 'review' && items.some((row) => row.sid === sid))) return changed;
  const counted = changed.some(({ name }) => name === 'reviewed') ? changed : [...changed, { ...NONE_REVIEWED }];
  return counted
    .map((group) => {
      if (group.name === 'reviewed') return { ...group, count: (group.count ?? 0) + 1 };
      if (group.name !== 'review') return group;
      return { ...group, count: (group.count ?? 1) - 1, items: group.items.filter((row) => row.sid !== sid) };
    })
    .filter(({ count, items }) => count !== 0 || items.length > 0);
}

const NONE_REVIEWED: RowGroup = { name: 'reviewed', count: 0, items: [], hasMore: false };
