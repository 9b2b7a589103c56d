import { sql } from 'drizzle-orm';
import { visits } from '@/db/schema';
import type { Context } from '@/lib/auth/context';
import { reviewerOf } from '@/lib/auth/person-of';
import { AppError } from '@/lib/errors';
import { getProject } from '@/lib/projects/queries';
import { findSession } from '@/lib/sessions/queries';
import { inScope } from '@/lib/sessions/scope-queries';
import { isUnseen } from '@/lib/sessions/visit-queries';

const UNSEEN = -1;

/** Keeps that whoever asks has seen a session up to an event; what they saw before stays seen. With null it counts as unseen. Throws `not_found`, `forbidden`. */
export async function recordVisit(ctx: Context, sid: string, seq: number | null): Promise<void> {
  const session = await findSession(ctx, sid);
  if (!session) throw new AppError('not_found', 'The session was not found');
  const seen = Math.min(seq ?? UNSEEN, session.lastSeq);
  await ctx.db.orm
    .insert(visits)
    .values({ sessionId: session.id, personId: reviewerOf(ctx), seq: seen })
    .onConflictDoUpdate({
      target: [visits.sessionId, visits.personId],
      set: { seq: seen === UNSEEN ? UNSEEN : sql`greatest(${visits.seq}, excluded.seq)`, at: sql`now()` },
    });
}

/** Keeps that whoever asks has seen all sessions of a project as they are now, and says how many were unseen. Throws `not_found`, `forbidden`. */
export async function seeAll(ctx: Context, project: string): Promise<{ seen: number }> {
  const known = await getProject(ctx, project);
  if (!known) throw new AppError('not_found', 'The project was not found');
  const rows = await ctx.db.orm.execute(sql`
    insert into visits (session_id, person_id, seq)
    select sessions.id, ${reviewerOf(ctx)}, sessions.last_seq from sessions
    where sessions.project_id = ${known.id} and ${inScope(ctx)} and ${isUnseen(ctx)}
    on conflict (session_id, person_id) do update set seq = excluded.seq, at = now() returning session_id`);
  return { seen: rows.length };
}
