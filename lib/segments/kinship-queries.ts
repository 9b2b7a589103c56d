import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';

/** A session, and the name of another one that it belongs to. */
export interface Kinship {
  id: string;
  by: string;
}

/** Nobody said so far whose worker it is, and it did not start the one that would be. */
const isFree = sql`w.derived->>'parent' is null and not w.sent ? 'parent' and w.derived->>'spawned_by' is null
  and w.id <> p.id and p.parent_external_id is distinct from w.external_id`;
const STARTED = sql`r.kind = 'session' and r.role = 'produced'`;

/** Sessions that were begun to carry out a plan of the same name as a session's, each with the last one before it that worked on that plan. */
export async function loadCarriers(tx: Tx, sessionId: string): Promise<Kinship[]> {
  const rows = await tx.execute<Kinship & Record<string, unknown>>(sql`
    select w.id, p.external_id as by from sessions m
    join sessions w on w.project_id = m.project_id and w.derived->>'carries_out' in (m.derived->>'carries_out', m.derived->>'plan')
    cross join lateral (
      select a.external_id from sessions a where a.project_id = w.project_id and a.derived->>'plan' = w.derived->>'carries_out'
        and a.derived->>'carries_out' is distinct from a.derived->>'plan' and a.started_at < w.started_at
      order by a.started_at desc, a.id limit 1) p
    where m.id = ${sessionId} order by w.id`);
  return [...rows];
}

/** The sessions that calls of a session started. */
export async function loadSpawned(tx: Tx, sessionId: string): Promise<Kinship[]> {
  const rows = await tx.execute<Kinship & Record<string, unknown>>(sql`
    select distinct w.id, p.external_id as by from event_references r join sessions p on p.id = r.session_id
    join sessions w on w.project_id = p.project_id and w.external_id = r.text
    where r.session_id = ${sessionId} and ${STARTED} and ${isFree} order by w.id`);
  return [...rows];
}

/** The session of which a call started one. */
export async function loadSpawner(tx: Tx, sessionId: string): Promise<Kinship[]> {
  const rows = await tx.execute<Kinship & Record<string, unknown>>(sql`
    select w.id, p.external_id as by from sessions w join event_references r on r.name = lower(w.external_id)
    join sessions p on p.id = r.session_id and p.project_id = w.project_id
    where w.id = ${sessionId} and ${STARTED} and ${isFree} order by p.started_at, p.id limit 1`);
  return [...rows];
}
