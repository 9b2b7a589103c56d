import type { SessionPointer, SessionRow } from '@/lib/sessions/schema';

/** A session with its workers below it, or the workers of one that is not in the list. */
export interface Family {
  head: SessionRow | SessionPointer;
  /** The head's own row, where it is in the list. */
  row: SessionRow | null;
  workers: SessionRow[];
}

/** Rows under the orchestrator that began them, each family where its first row stands. A worker's own workers stand beside it. */
export function familiesOf(rows: readonly SessionRow[]): Family[] {
  const bySid = new Map(rows.map((row) => [row.sid, row]));
  const families = new Map<string, Family>();
  for (const row of rows) {
    const head = headOf(row, bySid);
    const family = families.get(head.sid) ?? { head, row: bySid.get(head.sid) ?? null, workers: [] };
    if (row.sid !== head.sid) family.workers.push(row);
    families.set(head.sid, family);
  }
  return [...families.values()];
}

/** The outermost orchestrator that is known; two that name each other end the search. */
function headOf(row: SessionRow, bySid: ReadonlyMap<string, SessionRow>): SessionRow | SessionPointer {
  const seen = new Set([row.sid]);
  let head: SessionRow | SessionPointer = row;
  for (let at: SessionRow | undefined = row; at?.parent && !seen.has(at.parent.sid); at = bySid.get(head.sid)) {
    head = at.parent;
    seen.add(head.sid);
  }
  return head;
}
