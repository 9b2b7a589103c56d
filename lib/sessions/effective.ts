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

/** What was sent wins over what the events say, key by key; a key sent as null shows nothing. What a person called it wins over both. */
export function effective(
  sent: Record<string, unknown>,
  derived: Record<string, unknown>,
  personTitle: string | null,
): ShownColumns {
  const shown = { ...derived, ...sent };
  const text = (key: string) => (typeof shown[key] === 'string' ? shown[key] : null);
  const instant = (key: string) => (typeof shown[key] === 'string' ? storableInstant(shown[key]) : null);
  return {
    title: personTitle ?? text('title'),
    agent: text('agent'),
    model: text('model'),
    branch: text('branch'),
    cwd: text('cwd'),
    status: text('status'),
    startedAt: instant('started_at'),
    endedAt: instant('ended_at'),
    statedEventCount: typeof shown.event_count === 'number' ? shown.event_count : null,
    parentExternalId: 'parent' in shown ? text('parent') : text('spawned_by'),
    predecessorExternalId: 'predecessor' in shown ? text('predecessor') : (text('continues') ?? text('follows')),
  };
}

/** What lists sort by: the newest time at which something happened; of a session of which none is known, when it was made here. */
export function activeAt(startedAt: Date | null, lastEventAt: Date | null, createdAt: Date): Date {
  const known = [startedAt, lastEventAt].filter((time) => time !== null);
  return known.length === 0 ? createdAt : new Date(Math.max(...known.map((time) => time.getTime())));
}
