import type { Link, LinkSegment, Placed } from '@/lib/segmenter/links/lineage';
import { answerLink } from '@/lib/segmenter/links/link-answers';
import { type Reversals, reversalsOf, supersedingLink } from '@/lib/segmenter/links/link-reversals';
import { closingLink, pickUpLink, type Statements, statementsOf } from '@/lib/segmenter/links/link-steps';
import { type Names, namesOf, suggestedAnswer } from '@/lib/segmenter/links/link-suggestions';

interface Lineage {
  reversals: Reversals;
  statements: Statements;
  names: Names;
  byPlace: ReadonlyMap<string, LinkSegment>;
}

/**
 * What became of the items of segments in later ones, the sessions of one lineage together: at most one link for each item, none where nothing is sure
 * enough. A suggestion is only ever a possible answer to a question.
 */
export function linksOf(segments: readonly LinkSegment[]): Link[] {
  const byPlace = new Map(segments.map((segment) => [`${segment.sessionId} ${segment.n}`, segment]));
  const lineage = { reversals: reversalsOf(segments), statements: statementsOf(segments), names: namesOf(segments), byPlace };
  return segments.flatMap((segment) => segment.items.flatMap((item) => linkOf({ item, segment }, lineage) ?? []));
}

function linkOf(placed: Placed, { reversals, statements, names, byPlace }: Lineage): Link | null {
  const { item, segment } = placed;
  if (item.field === 'next_step') return pickUpLink(placed, statements);
  if (item.field === 'decision') return supersedingLink(placed, reversals);
  const next = byPlace.get(`${segment.sessionId} ${segment.n + 1}`) ?? null;
  return answerLink(placed, next) ?? closingLink(placed, statements) ?? suggestedAnswer(placed, names);
}
