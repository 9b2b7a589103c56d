import { eq, isNotNull, ne, or } from 'drizzle-orm';
import { exclusively } from '@/db/exclusive';
import { projects, sessions, tombstones } from '@/db/schema';
import type { Context } from '@/lib/auth/context';
import { DEMO_PROJECT, DEMO_SESSIONS, type DemoSession, demoSessions, loadedAt } from '@/lib/demo/sessions';
import { appendEvents } from '@/lib/events/commands';
import type { EventInput } from '@/lib/events/schema';
import { putSegments, settleSession } from '@/lib/segments/commands';
import { ensureSession, putSession, type SessionKey } from '@/lib/sessions/commands';

/** Any number that no other lock has. */
const DEMO_LOCK = 7_318_224;

/**
 * Loads the demo project into a database that holds no session, by the commands that clients use. Several instances may start at once: one loads it.
 * A load that broke off is completed by the next start, on the clock it was begun with.
 */
export async function loadDemo(ctx: Context): Promise<void> {
  if ((await missingSince(ctx)) === null) return;
  await exclusively(ctx.db, DEMO_LOCK, async () => {
    const since = await missingSince(ctx);
    if (since === null) return;
    for (const session of demoSessions(since)) await load(ctx, session);
  });
}

/** When the demo that is missing or incomplete was begun; null where it is whole, or where there is anything else. */
async function missingSince(ctx: Context): Promise<Date | null> {
  if (await isTouched(ctx)) return null;
  const rows = await ctx.db.orm
    .select({ project: projects.name, id: sessions.externalId, startedAt: sessions.startedAt, settledSeq: sessions.settledSeq })
    .from(sessions)
    .innerJoin(projects, eq(projects.id, sessions.projectId))
    .limit(DEMO_SESSIONS.length + 1);
  if (rows.some(({ project, id }) => project !== DEMO_PROJECT || !DEMO_SESSIONS.includes(id))) return null;
  const isWhole = rows.length === DEMO_SESSIONS.length && rows.every(({ settledSeq }) => settledSeq > 0);
  const begun = rows.find(({ id }) => id === DEMO_SESSIONS[0])?.startedAt;
  return isWhole ? null : begun ? loadedAt(begun) : new Date();
}

/** Whether a person made something else of the installation: another project, or the demo deleted, whole or in part. */
async function isTouched(ctx: Context): Promise<boolean> {
  const [other] = await ctx.db.orm
    .select({ id: projects.id })
    .from(projects)
    .leftJoin(tombstones, eq(tombstones.projectId, projects.id))
    .where(or(ne(projects.name, DEMO_PROJECT), isNotNull(projects.deletedAt), isNotNull(tombstones.externalId)))
    .limit(1);
  return other !== undefined;
}

async function load(ctx: Context, { externalId, session, startedAt, events, segments }: DemoSession): Promise<void> {
  const key = { project: DEMO_PROJECT, externalId };
  await putSession(ctx, key, { ...session, started_at: startedAt });
  let sent = 0;
  // As an agent does: each segment once its events are there. All segments after all events would be a second cut.
  for (const segment of segments) {
    const end = events.findIndex(({ id }) => id === segment.last) + 1;
    await append(ctx, key, events.slice(sent, end));
    sent = end;
    const { rejected } = await putSegments(ctx, key, [segment]);
    if (rejected[0]) throw new Error(`A segment of the demo does not fit: ${rejected[0].message}`);
  }
  await append(ctx, key, events.slice(sent));
  await settleSession(ctx, (await ensureSession(ctx, key)).id);
}

async function append(ctx: Context, key: SessionKey, events: readonly EventInput[]): Promise<void> {
  const items = events.map((event, index) => ({ index, bytes: Buffer.from(JSON.stringify(event)) }));
  const { rejected } = await appendEvents(ctx, key, items, 'json');
  if (rejected[0]) throw new Error(`An event of the demo does not fit: ${rejected[0].message}`);
}
