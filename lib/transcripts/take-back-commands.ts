import { and, eq, inArray, notInArray, sql } from 'drizzle-orm';
import {
  boundaryEdits,
  comments,
  cuts,
  edits,
  events,
  flags,
  hookEvents,
  marks,
  refusals,
  resolutions,
  sessions,
  shares,
  transcripts,
} from '@/db/schema';
import type { Context, ProjectId } from '@/lib/auth/context';
import { eraseSession } from '@/lib/sessions/delete-commands';

export interface Renamed {
  projectId: ProjectId;
  source: string;
  /** The sessions that the beginning of the file was stored as. */
  told: readonly string[];
  /** Those of the whole file, by their ids in the database. */
  kept: readonly string[];
}

/**
 * Takes back the sessions that the beginning of a file seemed to be, where the whole file is of others. One stays if a line of it is not stored with
 * those, if anything of it came another way, or if a person or an agent has added to it, or pointed to it.
 */
export async function takeBackSessions(ctx: Context, { projectId, source, told, kept }: Renamed): Promise<void> {
  if (told.length === 0) return;
  const isLeft = and(
    eq(sessions.projectId, projectId),
    inArray(sessions.externalId, [...told]),
    notInArray(sessions.id, [...kept]),
  );
  await ctx.db.orm.transaction(async (tx) => {
    const locked = await tx.select({ id: sessions.id }).from(sessions).where(isLeft).for('update');
    if (locked.length === 0) return;
    const left = await tx
      .select({ id: sessions.id, sid: sessions.sid, projectId: sessions.projectId })
      .from(sessions)
      .where(and(isLeft, isOnlyOf(source), isToldBy(kept)));
    for (const session of left) await eraseSession(tx, session);
  });
}

/** What people and agents add to a session, and what came of it by hooks. */
const ADDED = [marks, comments, resolutions, refusals, edits, flags, boundaryEdits, shares, hookEvents];

const isToldBy = (kept: readonly string[]) =>
  sql`not exists (select 1 from events e where e.session_id = ${sessions.id}
    and not exists (select 1 from events k where k.session_id in ${kept} and k.content_hash = e.content_hash))`;

const isOnlyOf = (source: string) =>
  and(
    sql`${sessions.sent} = '{}' and ${sessions.personTitle} is null`,
    ...ADDED.map((table) => sql`not exists (select 1 from ${table} where ${table.sessionId} = ${sessions.id})`),
    sql`not exists (select 1 from ${cuts} where ${cuts.sessionId} = ${sessions.id} and (${cuts.origin} <> 'heuristic' or ${cuts.madeBy} is not null))`,
    sql`not exists (select 1 from ${events} where ${events.sessionId} = ${sessions.id} and ${events.source} is distinct from ${source})`,
    sql`not exists (select 1 from ${resolutions} where ${resolutions.targetSessionId} = ${sessions.id})`,
    sql`not exists (select 1 from links l join claims c on c.item_id = l.item_id
      where c.session_id = ${sessions.id} and l.session_id <> c.session_id and l.origin <> 'heuristic')`,
    sql`not exists (select 1 from ${transcripts} where ${transcripts.projectId} = ${sessions.projectId} and ${transcripts.source} <> ${source}
      and (${transcripts.parserState}->>'session' = ${sessions.externalId} or exists (
        select 1 from jsonb_array_elements(${transcripts.parserState}->'last_at') told where told->>0 = ${sessions.externalId})))`,
  );
