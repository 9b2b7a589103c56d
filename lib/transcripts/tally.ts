import type { Warning } from '@/lib/events/schema';
import type { SessionHandle } from '@/lib/sessions/commands';

/** What an upload brought for one session. */
export interface Tally {
  session: SessionHandle;
  accepted: number;
  duplicates: number;
  /** The first event that it told of, new or not. */
  firstSeq: number;
  /** Prompts that a person wrote. */
  prompts: number;
  warnings: Map<string, { listed: Warning[]; count: number }>;
}

const MAX_LISTED = 50;

export const newTally = (session: SessionHandle): Tally => ({
  session,
  accepted: 0,
  duplicates: 0,
  firstSeq: Number.POSITIVE_INFINITY,
  prompts: 0,
  warnings: new Map(),
});

export function addWarnings(tally: Tally, warnings: readonly Warning[]): void {
  for (const warning of warnings) {
    const same = tally.warnings.get(warning.code) ?? { listed: [], count: 0 };
    same.count += 1;
    if (same.listed.length < MAX_LISTED) same.listed.push(warning);
    tally.warnings.set(warning.code, same);
  }
}

/** The warnings in the order of their lines, at most 50 of a kind, and how many were left out. */
export function listWarnings(tally: Tally): Warning[] {
  const kinds = [...tally.warnings];
  const listed = kinds.flatMap(([, { listed }]) => listed).sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  const more = kinds.flatMap(([code, { count }]) => (count > MAX_LISTED ? [`${count - MAX_LISTED} of ${code}`] : []));
  return more.length > 0 ? [...listed, { code: 'more_warnings', message: `Not listed: ${more.join(', ')}` }] : listed;
}
