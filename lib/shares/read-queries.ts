import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { events } from '@/db/schema';
import { type Context, shareContext } from '@/lib/auth/context';
import { inSegment } from '@/lib/events/filter-queries';
import { getEvent, listEvents } from '@/lib/events/queries';
import type { Activity, Event, EventFilters } from '@/lib/events/schema';
import { ensureSettled } from '@/lib/segments/commands';
import { getActivity, getSegment, getTimeline } from '@/lib/segments/queries';
import type { Segment, Timeline } from '@/lib/segments/schema';
import { getSessionRecord } from '@/lib/segments/session-record-queries';
import type { SessionRecord } from '@/lib/segments/session-record-schema';
import { getSession } from '@/lib/sessions/queries';
import type { Session } from '@/lib/sessions/schema';
import { aloneSegment, narrowEvent, narrowSegment, narrowSession, withinShare } from '@/lib/shares/narrow';
import type { OpenShare } from '@/lib/shares/queries';

/** Path of a link's page. */
export const sharePath = ({ token }: { token: string }): string => `/s/${token}`;

/** Reads as a link does: what it does not show does not exist. Brings the session's cut up to date first. */
async function contextOf(db: Database, share: OpenShare): Promise<Context> {
  const ctx = shareContext(db, share);
  await ensureSettled(ctx, share.sid);
  return ctx;
}

export interface SharedSession {
  session: Session;
  timeline: Timeline;
  record: SessionRecord;
  activity: Activity | null;
}

/** What the page of a shared session shows, in its newest cut or in the one asked for; null where a segment is shared, or there is no such cut. */
export async function getSharedSession(
  db: Database,
  share: OpenShare,
  { cut }: { cut?: number | undefined } = {},
): Promise<SharedSession | null> {
  if (share.segment) return null;
  const ctx = await contextOf(db, share);
  const asked = cut === undefined ? {} : { cut };
  const [session, timeline, record, activity] = await Promise.all([
    getSession(ctx, share.sid),
    getTimeline(ctx, share.sid, asked),
    getSessionRecord(ctx, share.sid, asked),
    getActivity(ctx, share.sid, asked),
  ]);
  if (!session || !timeline || !record) return null;
  return withinShare(
    {
      session: narrowSession(session),
      timeline: { ...timeline, segments: timeline.segments.map(narrowSegment) },
      record,
      activity,
    },
    { from: session.url, to: sharePath(share) },
  );
}

/** A segment with what of its session stands around it. */
export interface SharedSegment {
  session: Session;
  segment: Segment;
  /** What the tape draws; null where only the segment is shared. */
  activity: Activity | null;
}

/** The segment of a number and cut in a shared session; the shared one, where that is all, which goes by its own number alone. */
export async function getSharedSegment(
  db: Database,
  share: OpenShare,
  place: { n: number; cut: number } | null,
): Promise<SharedSegment | null> {
  const { segment: own, sid } = share;
  const at = own ? (place ? null : own) : place;
  if (!at) return null;
  const ctx = await contextOf(db, share);
  const [session, segment, activity] = await Promise.all([
    getSession(ctx, sid),
    getSegment(ctx, sid, at.n, { cut: at.cut }),
    own ? null : getActivity(ctx, sid, { cut: at.cut }),
  ]);
  if (!session || !segment) return null;
  const { revisions: _, ...current } = segment;
  const shown = own ? aloneSegment(current, await eventsOf(ctx, share.sessionId, current)) : current;
  return withinShare(
    { session: narrowSession(session), segment: narrowSegment(shown), activity },
    { from: session.url, to: sharePath(share) },
  );
}

/** Which of the events that a segment's record cites are its own. */
async function eventsOf(ctx: Context, sessionId: string, segment: Segment): Promise<Set<number>> {
  const { claims, key_decisions, next_steps, open_questions } = segment;
  const all = [...claims.outcome, ...claims.summary, ...key_decisions, ...next_steps, ...open_questions];
  const seqs = [...new Set(all.flatMap(({ evidence, verdict }) => [...evidence, ...(verdict?.evidence ?? [])]))];
  const within = await inSegment(ctx, sessionId, segment.cut, segment.n);
  if (!within || seqs.length === 0) return new Set();
  const rows = await ctx.db.orm
    .select({ seq: events.seq })
    .from(events)
    .where(and(eq(events.sessionId, sessionId), inArray(events.seq, seqs), within));
  return new Set(rows.map(({ seq }) => seq));
}

/** A page of the events that a link shows; null where it shows no such segment. */
export async function listSharedEvents(
  db: Database,
  share: OpenShare,
  filters: EventFilters,
): Promise<{ items: Event[]; next_cursor: string | null } | null> {
  const confined = share.segment ? { ...filters, segment: share.segment.n, cut: share.segment.cut } : filters;
  const page = await listEvents(await contextOf(db, share), share.sid, confined);
  return page && { ...page, items: page.items.map(narrowEvent) };
}

/** One event that a link shows, whole; null for any other. */
export async function getSharedEvent(
  db: Database,
  share: OpenShare,
  seq: number,
  { cut: asked }: { cut?: number | undefined } = {},
): Promise<Event | null> {
  const cut = share.segment?.cut ?? asked;
  const event = await getEvent(await contextOf(db, share), share.sid, seq, cut === undefined ? {} : { cut });
  return event && (!share.segment || event.segment === share.segment.n) ? narrowEvent(event) : null;
}
