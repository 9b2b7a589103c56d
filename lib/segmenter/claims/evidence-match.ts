import { type Entity, entitiesOf } from '@/lib/segmenter/claims/entities';
import { matcherOf, testOf } from '@/lib/segmenter/claims/entity-match';

const MAX_EVENTS = 4;

/** What an event says, in one string: its text, its tool's input and output. */
export interface MatchableEvent {
  seq: number;
  thread: string;
  text: string;
}

/**
 * Events that name what a claim names, each as a whole token; numbers from four digits on. At most four, those that share the rarest names first;
 * none if nothing matches.
 */
export function matchEvidence(claim: string, events: readonly Pick<MatchableEvent, 'seq' | 'text'>[]): number[] {
  const scores = new Map<number, number>();
  for (const entity of tellingOf(claim)) {
    const isIn = testOf(matcherOf(entity));
    const hits = events.filter(({ text }) => isIn(text));
    for (const { seq } of hits) scores.set(seq, (scores.get(seq) ?? 0) + 1 / hits.length);
  }
  const best = [...scores].sort((a, b) => b[1] - a[1] || b[0] - a[0]).slice(0, MAX_EVENTS);
  return best.map(([seq]) => seq).sort((a, b) => a - b);
}

/** True if a claim names anything that could be found in an event. */
export const isMatchable = (claim: string) => tellingOf(claim).length > 0;

/** A short number is found anywhere by chance. */
const tellingOf = (claim: string): Entity[] =>
  entitiesOf(claim).filter(({ kind, text }) => kind !== 'number' || text.replace(/\D/g, '').length > 3);
