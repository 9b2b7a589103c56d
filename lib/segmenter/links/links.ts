import type { Link, LinkSegment, Placed } from '@/lib/segmenter/links/lineage';
import { answerLink } from '@/lib/segmenter/links/link-answers';
import { type Reversals, reversalsOf, supersedingLink } from '@/lib/segmenter/links/link-reversals';
import { closingLink, pickUpLink, type Statements, statementsOf } from '@/lib/segmenter/links/link-steps';
import { type Names, namesOf, suggestedAnswer } from '@/lib/segmenter/links/link-suggestions';

/** Whether a person said that a segment does not answer a question: it is not suggested again, what comes next may be. */
export type IsRefused = (itemId: string, segmentId: string) => boolean;

interface Lineage {
  isRefused: IsRefused;
  reversals: Reversals;
  statements: Statements;
  names: Names;
  byPlace: ReadonlyMap<string, LinkSegment>;
}

/**
 * What became of the items of segments in later ones, the sessions of one lineage together: at most one link for each item, none where nothing is sure
 * enough. A suggestion is only ever a possible answer to a question.
 */
export function linksOf(segments: readonly LinkSegment[], isRefused: IsRefused = () => false): Link[] {
  const byPlace = new Map(segments.map((segment) => [`${segment.sessionId} ${segment.n}`, segment]));
  const [reversals, statements, names] = [reversalsOf(segments), statementsOf(segments), namesOf(segments)];
  const lineage = { isRefused, reversals, statements, names, byPlace };
  return segments.flatMap((segment) => segment.items.flatMap((item) => linkOf({ item, segment }, lineage) ?? []));
}

function linkOf(placed: Placed, { isRefused, reversals, statements, names, byPlace }: Lineage): Link | null {
  const { item, segment } = placed;
  if (item.field === 'next_step') return pickUpLink(placed, statements);
  if (item.field === 'decision') return supersedingLink(placed, reversals);
  const next = byPlace.get(`${segment.sessionId} ${segment.n + 1}`) ?? null;
  const reply = answerLink(placed, next);
  const stands = reply && !(reply.isSuggestion && isRefused(item.id, reply.segmentId));
  return stands ? reply : (closingLink(placed, statements) ?? suggestedAnswer(placed, names, (id) => isRefused(item.id, id)));
}
