import { and, desc, eq, gt, isNull, or, type SQL, sql } from 'drizzle-orm';
import { validate as isUuid } from 'uuid';
import type { Database } from '@/db/client';
import { people, projects, records, segments, sessions, shares } from '@/db/schema';
import type { Context } from '@/lib/auth/context';
import { hashOf } from '@/lib/auth/tokens';
import { findSession } from '@/lib/sessions/queries';
import { UNTITLED } from '@/lib/sessions/schema';
import { inScope } from '@/lib/sessions/scope-queries';
import type { Share } from '@/lib/shares/schema';

/** The links of a session that work, the newest first; null where there is no such session. */
export async function listShares(ctx: Context, sid: string): Promise<Share[] | null> {
  const session = await findSession(ctx, sid);
  if (!session) return null;
  const found = await selectShares(ctx, eq(shares.sessionId, session.id), isNull(shares.revokedAt), UNEXPIRED);
  return found.map(({ share }) => share);
}

const UNEXPIRED = or(isNull(shares.expiresAt), gt(shares.expiresAt, sql`now()`));

/** The session and project of a link, whether it still works or not. */
export interface HeldShare {
  share: Share;
  session: { sid: string; title: string; project: { id: string; name: string } };
}

/** The link of an id; null if there is none that the actor may see. */
export async function getShare(ctx: Context, id: string): Promise<HeldShare | null> {
  if (!isUuid(id)) return null;
  const [found] = await selectShares(ctx, eq(shares.id, id));
  return found ?? null;
}

async function selectShares(ctx: Context, ...where: (SQL | undefined)[]): Promise<HeldShare[]> {
  const rows = await ctx.db.orm
    .select({
      id: shares.id,
      session: { sid: sessions.sid, title: sessions.title },
      project: { id: projects.id, name: projects.name },
      segment: { n: segments.n, cut: segments.cut, title: records.title },
      madeBy: people.name,
      createdAt: shares.createdAt,
      expiresAt: shares.expiresAt,
      lastOpenedAt: shares.lastOpenedAt,
    })
    .from(shares)
    .innerJoin(sessions, eq(sessions.id, shares.sessionId))
    .innerJoin(projects, eq(projects.id, sessions.projectId))
    .leftJoin(segments, eq(segments.id, shares.segmentId))
    .leftJoin(records, and(eq(records.segmentId, segments.id), eq(records.rev, segments.rev)))
    .leftJoin(people, eq(people.id, shares.madeBy))
    .where(and(...where, inScope(ctx)))
    .orderBy(desc(shares.createdAt), desc(shares.id));
  return rows.map((row) => ({
    share: {
      id: row.id,
      segment: row.segment?.n ? { n: row.segment.n, cut: row.segment.cut ?? 1, title: row.segment.title ?? '' } : null,
      made_by: row.madeBy || null,
      created_at: row.createdAt.toISOString(),
      expires_at: row.expiresAt?.toISOString() ?? null,
      last_opened_at: row.lastOpenedAt?.toISOString() ?? null,
    },
    session: { sid: row.session.sid, title: row.session.title ?? UNTITLED, project: row.project },
  }));
}

/** A link that works, with what it shows. */
export interface OpenShare {
  id: string;
  /** The secret by which it was found. */
  token: string;
  /** Who made it; null where they have no name here. */
  by: string | null;
  project: string;
  projectId: string;
  sessionId: string;
  sid: string;
  /** Null where the whole session is shown. */
  segment: { n: number; cut: number } | null;
  expiresAt: Date | null;
  lastOpenedAt: Date | null;
}
export type FoundShare = { state: 'open'; share: OpenShare } | { state: 'revoked' | 'expired' | 'unknown' };

/** The link of a secret. It is all that its reader needs, so nobody is asked who they are. */
export async function findShare(db: Database, token: string): Promise<FoundShare> {
  const [row] = await db.orm
    .select({
      id: shares.id,
      by: people.name,
      project: projects.name,
      projectId: projects.id,
      sessionId: sessions.id,
      sid: sessions.sid,
      segmentId: shares.segmentId,
      n: segments.n,
      cut: segments.cut,
      expiresAt: shares.expiresAt,
      lastOpenedAt: shares.lastOpenedAt,
      revokedAt: shares.revokedAt,
    })
    .from(shares)
    .innerJoin(sessions, eq(sessions.id, shares.sessionId))
    .innerJoin(projects, and(eq(projects.id, sessions.projectId), isNull(projects.deletedAt)))
    .leftJoin(segments, eq(segments.id, shares.segmentId))
    .leftJoin(people, eq(people.id, shares.madeBy))
    .where(eq(shares.tokenHash, hashOf(token)));
  if (!row) return { state: 'unknown' };
  const { segmentId, n, cut, revokedAt, by, ...share } = row;
  if (revokedAt) return { state: 'revoked' };
  if (share.expiresAt && share.expiresAt.getTime() <= Date.now()) return { state: 'expired' };
  const segment = segmentId !== null && n !== null && cut !== null ? { n, cut } : null;
  return { state: 'open', share: { ...share, token, by: by || null, segment } };
}
