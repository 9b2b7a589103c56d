import type { Feature, Features } from '@/lib/segmenter/boundaries/features';

/**
 * What each feature adds to the score of a boundary, as log-odds. Fitted on sessions that a reader had cut, kept near round values that did
 * as well on sessions left out of the fitting; `gold.test.ts` measures them.
 */
const WEIGHTS: Record<Feature, number> & { bias: number } = {
  bias: -1,
  prompt: 1,
  ack: -1.2,
  ops: -1.2,
  shift: 1.2,
  question: -0.4,
  correction: -0.7,
  previousAsks: -0.6,
  previousDone: 0.4,
  shipped: 0.9,
  turn: 0.3,
  previousTurn: 0.25,
  light: -0.4,
  kick: 1,
  afterInterrupt: -0.8,
  gap: 0.6,
  planStart: 1.2,
  planStep: 0.25,
  planMode: 0.7,
  afterPlan: 1,
  firstCheck: 0.25,
  compaction: 0.5,
  near: -1.2,
  announces: 0.3,
  milestone: 0.3,
  newFailure: 0.6,
  verifies: 0.2,
  afterShip: 0.5,
};

/** The score of a candidate: above 0 it speaks for a boundary, whatever the lengths say. */
export function scoreOf(features: Features): number {
  let score = WEIGHTS.bias;
  for (const name of Object.keys(features) as Feature[]) score += WEIGHTS[name] * (features[name] ?? 0);
  return score;
}
