import type { Terminal } from '@/lib/cli/terminal';

export interface Totals {
  files: number;
  failed: number;
  accepted: number;
  duplicates: number;
  warnings: number;
  projects: Set<string>;
  /** Each session that was met, with its address; null in a dry run. */
  sessions: Map<string, string | null>;
}

/** Addresses of sessions that are written out; with more, those of their projects are. */
const SHOWN_SESSIONS = 20;

export const newTotals = (): Totals => ({
  files: 0,
  failed: 0,
  accepted: 0,
  duplicates: 0,
  warnings: 0,
  projects: new Set(),
  sessions: new Map(),
});

export const count = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`;

/** Says what came of it all, and where it is. */
export function writeSummary({ out }: Terminal, totals: Totals, server: string | null): void {
  const { sessions, accepted, duplicates, warnings, failed, projects } = totals;
  const parts = [
    count(sessions.size, 'session'),
    server ? `${count(accepted, 'new event')}, ${duplicates} already known` : `${count(accepted, 'event')}, nothing was sent`,
    count(warnings, 'warning'),
    ...(failed > 0 ? [`${count(failed, 'file')} not imported`] : []),
  ];
  out(`${parts.join(' · ')}\n`);
  const urls = [...new Set([...sessions.values()].filter((url) => url !== null))];
  if (urls.length <= SHOWN_SESSIONS) for (const url of urls) out(`  ${url}\n`);
  else for (const project of [...projects].sort()) out(`  ${server}/${project}\n`);
}
