import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { pushTo } from '@/lib/multimap';
import { type EventReference, eventReferences, type KnownReferences } from '@/lib/segmenter/references/event-references';
import type { SegmenterEvent } from '@/lib/segmenter/segmenter';
import { insertRows } from '@/lib/segments/bulk-commands';
import { EVENTS_AT_ONCE, loadCalls, loadSpan } from '@/lib/segments/event-queries';
import type { Settling } from '@/lib/segments/settling-queries';

/** How far before the first of new events the call of a result is looked for. */
const LOOK_BACK = 10_000;

/** Writes the references of the events that are settled now, and of those before, where none were written when they were settled. */
export async function storeReferences(tx: Tx, session: Settling, fresh: readonly SegmenterEvent[]): Promise<KnownReferences> {
  const after = session.settledSeq;
  if (after > 0 && !(await hasReferences(tx, session.id))) await rewriteReferences(tx, session, after);
  const bySeq = new Map<number, EventReference[]>();
  for (const reference of await writeReferences(tx, session, { events: fresh, after })) pushTo(bySeq, reference.seq, reference);
  return { after, bySeq };
}

/** Writes the references of all events up to a seq anew. */
export async function rewriteReferences(tx: Tx, session: Settling, upTo: number): Promise<void> {
  await tx.execute(sql`delete from event_references where session_id = ${session.id}`);
  for (let after = 0; after < upTo; after += EVENTS_AT_ONCE) {
    const events = await loadSpan(tx, session.id, { after, upTo: Math.min(upTo, after + EVENTS_AT_ONCE) });
    await writeReferences(tx, session, { events, after });
  }
}

async function hasReferences(tx: Tx, sessionId: string): Promise<boolean> {
  const rows = await tx.execute(sql`select 1 from event_references where session_id = ${sessionId} limit 1`);
  return rows.length > 0;
}

async function writeReferences(
  tx: Tx,
  session: Settling,
  { events, after }: { events: readonly SegmenterEvent[]; after: number },
): Promise<EventReference[]> {
  const callIds = callsBefore(events);
  const earlier = await loadCalls(tx, session.id, { callIds, after: after - LOOK_BACK, upTo: after });
  const found = eventReferences(events, { cwd: session.cwd, earlier });
  const rows = found.map((reference) => ({ session_id: session.id, ...reference }));
  await insertRows(tx, 'event_references', rows);
  return found;
}

/** The calls of results whose call is not among the events. */
function callsBefore(events: readonly SegmenterEvent[]): string[] {
  const seen = new Set<string>();
  const missing = new Set<string>();
  for (const { kind, tool } of events) {
    if (!tool?.callId) continue;
    if (kind === 'tool_call') seen.add(tool.callId);
    else if (kind === 'tool_result' && !seen.has(tool.callId)) missing.add(tool.callId);
  }
  return [...missing];
}
