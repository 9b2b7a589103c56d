import { useEffect, useSyncExternalStore } from 'react';
import type { SessionRow } from '@/lib/sessions/schema';

/** A session beside another one in a list. */
export interface Neighbour {
  url: string;
  title: string;
}

export interface Neighbours {
  previous: Neighbour | null;
  next: Neighbour | null;
}

/** Where a tab remembers the list that its reader came from. */
const TRAIL = 'debrief.trail';
type Trail = (Neighbour & { sid: string })[];

/** Remembers the sessions of the list that is shown, in their order. */
export function useLeaveTrail(project: string, rows: readonly SessionRow[]): void {
  const trail = JSON.stringify(rows.map(({ sid, url, title }) => ({ sid, url, title: title.slice(0, 200) })));
  useEffect(() => {
    keep(`${TRAIL}.${project}`, trail);
  }, [project, trail]);
}

/** A tab whose storage is full or forbidden goes by the newest first. */
function keep(key: string, value: string): void {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    sessionStorage.removeItem(key);
  }
}

const never = () => () => {};
const read = (project: string): string | null => sessionStorage.getItem(`${TRAIL}.${project}`);

/** The sessions before and after one in the list that its reader came from; where that has it not, `usual`. */
export function useNeighbours(project: string, sid: string, usual: Neighbours): Neighbours {
  const text = useSyncExternalStore(
    never,
    () => read(project),
    () => null,
  );
  const trail: Trail = text ? JSON.parse(text) : [];
  const at = trail.findIndex((entry) => entry.sid === sid);
  return at < 0 ? usual : { previous: trail[at - 1] ?? null, next: trail[at + 1] ?? null };
}
