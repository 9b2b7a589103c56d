import { storableInstant } from '@/lib/storable';

/** What a session shows: the columns computed from what was sent and what its events say. */
export interface ShownColumns {
  title: string | null;
  agent: string | null;
  model: string | null;
  branch: string | null;
  cwd: string | null;
  status: string | null;
  startedAt: Date | null;
  endedAt: Date | null;
  statedEventCount: number | null;
  parentExternalId: string | null;
  predecessorExternalId: string | null;
}

/** What was sent wins over what the events say, key by key; a key sent as null shows nothing. */
export function effective(sent: Record<string, unknown>, derived: Record<string, unknown>): ShownColumns {
  const shown = { ...derived, ...sent };
  const text = (key: string) => (typeof shown[key] === 'string' ? shown[key] : null);
  const instant = (key: string) => (typeof shown[key] === 'string' ? storableInstant(shown[key]) : null);
  return {
    title: text('title'),
    agent: text('agent'),
    model: text('model'),
    branch: text('branch'),
    cwd: text('cwd'),
    status: text('status'),
    startedAt: instant('started_at'),
    endedAt: instant('ended_at'),
    statedEventCount: typeof shown.event_count === 'number' ? shown.event_count : null,
    parentExternalId: text('parent'),
    predecessorExternalId: text('predecessor'),
  };
}

/** What lists sort by: the newest of the times that are known. */
export function activeAt(...times: (Date | null)[]): Date {
  return new Date(Math.max(...times.map((time) => time?.getTime() ?? Number.NEGATIVE_INFINITY)));
}
