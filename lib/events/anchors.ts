import { MAIN_THREAD } from '@/lib/events/schema';

/** A subagent's run, and the main-thread event whose segment its events belong to. */
export interface ThreadRow {
  thread: string;
  label: string | null;
  spawnCallId: string | null;
  anchorSeq: number;
}

/** Where a call stands. */
export interface CallPlace {
  seq: number;
  thread: string;
}

/** How deep subagents may spawn subagents before the search for the main thread ends. */
const MAX_GENERATIONS = 20;

/**
 * The rows to write: threads seen now for the first time, and known ones of which more is known now. A thread is anchored at the call that spawned
 * it, else where it was first seen; a thread of a thread where that one is; never before `firstMain`, the first event of the main thread.
 */
export function anchorThreads(
  known: readonly ThreadRow[],
  seen: readonly ThreadRow[],
  found: { calls: ReadonlyMap<string, CallPlace>; firstMain: number | null },
): ThreadRow[] {
  const rows = new Map(known.map((row) => [row.thread, { ...row }]));
  for (const { thread, label, spawnCallId, anchorSeq } of seen) {
    const row = rows.get(thread) ?? { thread, label: null, spawnCallId: null, anchorSeq };
    rows.set(thread, { ...row, label: row.label ?? label, spawnCallId: row.spawnCallId ?? spawnCallId });
  }
  for (let generation = 0; generation < MAX_GENERATIONS && moveOnce(rows, found); generation += 1);
  const before = new Map(known.map((row) => [row.thread, JSON.stringify(row)]));
  return [...rows.values()].filter((row) => before.get(row.thread) !== JSON.stringify(row));
}

function moveOnce(
  rows: Map<string, ThreadRow>,
  found: { calls: ReadonlyMap<string, CallPlace>; firstMain: number | null },
): boolean {
  let hasMoved = false;
  for (const row of rows.values()) {
    const call = row.spawnCallId === null ? undefined : found.calls.get(row.spawnCallId);
    const atCall = call?.thread === MAIN_THREAD ? call.seq : call && rows.get(call.thread)?.anchorSeq;
    const anchor = Math.max(atCall ?? row.anchorSeq, found.firstMain ?? 0);
    hasMoved ||= anchor !== row.anchorSeq;
    row.anchorSeq = anchor;
  }
  return hasMoved;
}
