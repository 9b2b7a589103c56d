import type { Claim } from '@/lib/segments/schema';

export interface ClaimRow {
  segment_id: string;
  field: string;
  item_id: string | null;
  key: string | null;
  text: string;
  party: 'agent' | 'person' | null;
  origin: Claim['origin'];
  verdict: Claim['verdict'];
  /** Seqs of the events that have arrived, and on what ground. */
  evidence: [number, 'cited' | 'matched'][] | null;
}

/** A claim, how far its events prove it, and what they say against it. */
export function claimOf({ text, origin, verdict, evidence }: Pick<ClaimRow, 'text' | 'origin' | 'verdict' | 'evidence'>): Claim {
  const found = evidence ?? [];
  const seqs = [...new Set(found.map(([seq]) => seq))].sort((a, b) => a - b);
  return {
    text,
    evidence: seqs,
    support: found.some(([, basis]) => basis === 'cited') ? 'cited' : found.length > 0 ? 'matched' : 'none',
    origin,
    verdict,
  };
}
