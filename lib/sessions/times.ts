/** The columns that tell whether the times of a session's events are their own. */
export interface TimeFacts {
  startedAt: Date | null;
  lastEventAt: Date | null;
  lastSeq: number;
}

/** False where all events have one moment: their records tell none, and stand under that of their file or of its arrival, which is the session's last. */
export const hasTimes = ({ startedAt, lastEventAt, lastSeq }: TimeFacts): boolean =>
  lastSeq < 2 || startedAt === null || startedAt.getTime() !== lastEventAt?.getTime();

/** When a session began; null where that is not told. */
export const startOf = (facts: TimeFacts): string | null => (hasTimes(facts) ? (facts.startedAt?.toISOString() ?? null) : null);
