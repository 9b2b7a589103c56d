import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Context } from '@/lib/auth/context';
import { withOwnHead } from '@/lib/events/derive';
import {
  type Comparison,
  compareSharers,
  isNewsForCopies,
  loadOwnHead,
  loadSharers,
  originalsOf,
  type Sharer,
} from '@/lib/events/origin-queries';
import { changeDerived } from '@/lib/sessions/derived-commands';

/** A session of which other events are copies than before. */
export interface Recounted {
  id: string;
  /** The first event that became a copy, or none any more. */
  firstSeq: number;
}

/**
 * Finds out which events of a session are copies of another one's: of sessions that share events one told them first, whichever was stored first. Says so at
 * each copy, and makes a session that began with copies the successor of the one that they come from. Events from one of the session on are new; returns what changed.
 */
export async function markCopies(ctx: Context, sessionId: string, from: number): Promise<Recounted[]> {
  return ctx.db.orm.transaction(async (tx) => {
    if (!(await isNewsForCopies(tx, sessionId, from))) return [];
    const sharers = await loadSharers(tx, sessionId);
    if (sharers.length < 2 && !(await hasCopies(tx, sessionId))) return [];
    await tx.execute(sql`select 1 from sessions where id in ${sharers.map(({ id }) => id)} order by id for update`);
    const { order, shared } = await inOrder(tx, sharers);
    const changed: Recounted[] = [];
    for (const [i, session] of order.entries()) {
      const firstSeq = await writeOrigins(tx, session, order.slice(0, i));
      await writeHead(tx, session, continuedBy(session, order.slice(0, i), shared));
      if (firstSeq !== null) changed.push({ id: session.id, firstSeq });
    }
    return changed;
  });
}

async function hasCopies(tx: Tx, sessionId: string): Promise<boolean> {
  const rows = await tx.execute(sql`select 1 from sessions where id = ${sessionId} and (derived->>'copies')::int > 0`);
  return rows.length > 0;
}

/** How many events pairs of sessions share, by their ids in alphabetical order. */
type Shared = ReadonlyMap<string, number>;
const pairOf = (a: Sharer, b: Sharer): string => [a.id, b.id].sort().join(' ');

/** The sessions, whoever told something first before who copied it. */
async function inOrder(tx: Tx, sharers: readonly Sharer[]): Promise<{ order: Sharer[]; shared: Shared }> {
  const order: Sharer[] = [];
  const shared = new Map<string, number>();
  for (const session of sharers) {
    let place = order.length;
    for (const [i, other] of order.entries()) {
      const comparison = await compareSharers(tx, session, other);
      shared.set(pairOf(session, other), comparison.shared);
      if (place === order.length && isOriginal(session, other, comparison)) place = i;
    }
    order.splice(place, 0, session);
  }
  return { order, shared };
}

/**
 * Whether the first of two sessions is the one that was copied: the other says so; or it has more between what they share, for only the conversation is
 * copied; or it went its own way earlier, at the latest where it ended. Never where they share nothing.
 */
function isOriginal(a: Sharer, b: Sharer, { shared, between, firstOwn }: Comparison): boolean {
  if (shared === 0) return false;
  const [namesB, namesA] = [a.names.includes(b.externalId), b.names.includes(a.externalId)];
  if (namesA !== namesB) return namesA;
  if (between[0] !== between[1]) return between[0];
  const [aFirst, bFirst] = firstOwn.map((time) => time ?? Number.NEGATIVE_INFINITY);
  if (aFirst !== bFirst) return (aFirst ?? 0) < (bFirst ?? 0);
  return a.externalId < b.externalId;
}

/** The session that one goes on from: the one before it with which it shares most. One that says whose worker it is goes on from nothing. */
function continuedBy(session: Sharer, earlier: readonly Sharer[], shared: Shared): string | null {
  if (earlier.some(({ externalId }) => session.names.includes(externalId))) return null;
  let most: { externalId: string; shared: number } | null = null;
  for (const other of earlier) {
    const count = shared.get(pairOf(session, other)) ?? 0;
    if (count > 0 && count >= (most?.shared ?? 0)) most = { externalId: other.externalId, shared: count };
  }
  return most?.externalId ?? null;
}

/** Writes at each event of which it is a copy; returns the first that changed. */
async function writeOrigins(tx: Tx, session: Sharer, earlier: readonly Sharer[]): Promise<number | null> {
  const [row] = await tx.execute<{ seq: number | null }>(sql`
    with found as materialized (${originalsOf(session, earlier)}),
      known as (select seq, copied_from from events where session_id = ${session.id} and copied_from is not null),
      changed as (
        select coalesce(f.seq, k.seq) as seq, f.origin from found f full join known k on k.seq = f.seq where f.origin is distinct from k.copied_from),
      written as (update events e set copied_from = c.origin from changed c where e.session_id = ${session.id} and e.seq = c.seq returning e.seq)
    select min(seq) as seq from written`);
  return row?.seq ?? null;
}

async function writeHead(tx: Tx, { id }: Sharer, continues: string | null): Promise<void> {
  const head = await loadOwnHead(tx, id);
  await changeDerived(tx, id, (derived) => withOwnHead(derived, { ...head, continues }));
}
