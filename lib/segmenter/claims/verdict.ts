/** What code found when it held a claim against the events. */
export interface Verdict {
  is: 'confirmed' | 'contradicted' | 'unfounded';
  /** A clause without its full stop, to be read by itself. */
  reason: string;
  /** Events that show it. */
  evidence: number[];
}

/** One verdict for several parts of a claim: the gravest, or all of them if every part is confirmed. */
export function joinedVerdict(verdicts: readonly (Verdict | null)[]): Verdict | null {
  for (const is of ['contradicted', 'unfounded'] as const) {
    const found = verdicts.find((verdict) => verdict?.is === is);
    if (found) return found;
  }
  const confirmed = verdicts.filter((verdict) => verdict !== null);
  if (confirmed.length === 0 || confirmed.length < verdicts.length) return null;
  return {
    is: 'confirmed',
    reason: [...new Set(confirmed.map(({ reason }) => reason))].join('; '),
    evidence: [...new Set(confirmed.flatMap(({ evidence }) => evidence))].sort((a, b) => a - b),
  };
}
