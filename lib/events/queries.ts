import { inflateRawSync } from 'node:zlib';
import { and, asc, eq, gt, inArray, type SQL, sql } from 'drizzle-orm';
import { eventReferences, events } from '@/db/schema';
import type { Context } from '@/lib/auth/context';
import { inRange, inSegment } from '@/lib/events/filter-queries';
import { segmentNumbers } from '@/lib/events/membership-queries';
import { cutStrings } from '@/lib/events/preview';
import { actor, type Event, type EventFilters, eventUsage, kind, type Tool } from '@/lib/events/schema';
import { threadsOfCalls } from '@/lib/events/thread-queries';
import { LIMITS } from '@/lib/limits';
import { findSession, sessionPaths, sessionsNamed } from '@/lib/sessions/queries';

const PAGE = 100;

/** One page of a session's events in order of arrival, or null where there is no such session (or no such segment of it). */
export async function listEvents(
  ctx: Context,
  sid: string,
  filters: EventFilters = {},
): Promise<{ items: Event[]; next_cursor: string | null } | null> {
  const session = await findSession(ctx, sid);
  if (!session) return null;
  const cut = filters.cut ?? session.currentCut ?? 1;
  const within = filters.segment === undefined ? undefined : await inSegment(ctx, session.id, cut, filters.segment);
  if (within === null) return null;
  const limit = Math.min(filters.limit ?? PAGE, LIMITS.page_events);
  const isPreview = filters.fields !== 'full';
  const ofSession = eq(events.sessionId, session.id);
  const rows = await selectEvents(ctx, isPreview, ofSession, gt(events.seq, filters.after ?? 0), within, ...inRange(filters))
    .orderBy(asc(events.seq))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: await describeEvents(ctx, shown, { sessionId: session.id, cut, isPreview }),
    next_cursor: last && rows.length > limit ? String(last.seq) : null,
  };
}

/** One event, whole, or null. */
export async function getEvent(ctx: Context, sid: string, seq: number, { cut }: { cut?: number } = {}): Promise<Event | null> {
  const session = await findSession(ctx, sid);
  if (!session) return null;
  const rows = await selectEvents(ctx, false, eq(events.sessionId, session.id), eq(events.seq, seq)).limit(1);
  const where = { sessionId: session.id, cut: cut ?? session.currentCut ?? 1, isPreview: false };
  const [described] = await describeEvents(ctx, rows, where);
  return described ?? null;
}

/** The line that an event came in, byte for byte except for what was redacted, or null. */
export async function getRawLine(ctx: Context, sid: string, seq: number): Promise<Buffer | null> {
  const session = await findSession(ctx, sid);
  if (!session) return null;
  const [row] = await ctx.db.orm.execute<{ raw: Uint8Array | null }>(sql`
    select coalesce(e.raw, (select h.raw from events h where h.session_id = e.session_id and h.seq = e.raw_seq)) as raw
    from events e where e.session_id = ${session.id} and e.seq = ${seq}`);
  return row?.raw ? inflateRawSync(row.raw) : null;
}

/** In a preview long text is cut by the database: it need not travel to be thrown away. */
const selectEvents = (ctx: Context, isPreview: boolean, ...where: (SQL | undefined)[]) => {
  const text = (column: typeof events.text | typeof events.output): SQL<string | null> =>
    isPreview ? sql<string | null>`left(${column}, ${LIMITS.preview_chars})` : sql<string | null>`${column}`;
  const isCut = isPreview
    ? sql<boolean>`coalesce(length(${events.text}) > ${LIMITS.preview_chars}, false) or coalesce(length(${events.output}) > ${LIMITS.preview_chars}, false)`
    : sql<boolean>`false`;
  return ctx.db.orm
    .select({
      seq: events.seq,
      eventId: events.eventId,
      at: events.at,
      receivedAt: events.receivedAt,
      thread: events.thread,
      actor: events.actor,
      kind: events.kind,
      text: text(events.text),
      toolName: events.toolName,
      callId: events.callId,
      input: events.input,
      output: text(events.output),
      isError: events.isError,
      exitCode: events.exitCode,
      usage: events.usage,
      data: events.data,
      isNoise: events.isNoise,
      copiedFrom: events.copiedFrom,
      redacted: events.redacted,
      source: events.source,
      sourceLine: events.sourceLine,
      sourcePart: events.sourcePart,
      isCut: isCut,
    })
    .from(events)
    .where(and(...where))
    .$dynamic();
};
type StoredEvent = Awaited<ReturnType<typeof selectEvents>>[number];

interface Where {
  sessionId: string;
  cut: number;
  isPreview: boolean;
}

async function describeEvents(ctx: Context, rows: StoredEvent[], { isPreview, ...cut }: Where): Promise<Event[]> {
  const copies = rows.flatMap((row) => row.copiedFrom?.sid ?? []);
  const references = await referencesOf(ctx, cut.sessionId, rows);
  const calls = rows.flatMap((row) => (row.kind === 'tool_call' && row.callId !== null ? [row.callId] : []));
  const [origins, numbers, workers, threads] = await Promise.all([
    sessionPaths(ctx, copies),
    segmentNumbers(
      ctx,
      cut,
      rows.filter((row) => row.copiedFrom === null),
    ),
    sessionsNamed(ctx, cut.sessionId, [...references.values()].flat().flatMap(spawnedIn)),
    threadsOfCalls(ctx, cut.sessionId, calls),
  ]);
  return rows.map((row) => {
    const [input, data] = isPreview ? [cutStrings(row.input), cutStrings(row.data)] : [whole(row.input), whole(row.data)];
    const worker = references
      .get(row.seq)
      ?.flatMap(spawnedIn)
      .map((name) => workers.get(name))[0];
    const subagent = row.kind === 'tool_call' && threads.get(row.callId ?? '');
    const origin = row.copiedFrom && origins.get(row.copiedFrom.sid);
    return {
      seq: row.seq,
      id: row.eventId,
      at: row.at.toISOString(),
      received_at: row.receivedAt.toISOString(),
      thread: row.thread,
      actor: actor.parse(row.actor),
      kind: kind.parse(row.kind),
      text: row.text,
      tool: toolOf(row, input.value),
      usage: eventUsage.nullable().parse(row.usage),
      data: data.value,
      segment: numbers.get(row.seq) ?? null,
      is_noise: row.isNoise,
      copied_from: row.copiedFrom && origin ? { ...row.copiedFrom, url: `${origin}?event=${row.copiedFrom.seq}` } : null,
      references: references.get(row.seq) ?? [],
      ...(worker && { worker }),
      ...(subagent && { subagent }),
      redacted: row.redacted ?? [],
      source: row.sourceLine === null ? null : { name: row.source, line: row.sourceLine, part: row.sourcePart ?? 0 },
      is_cut: row.isCut || input.isCut || data.isCut,
    };
  });
}

const spawnedIn = ({ kind: what, role, text }: Event['references'][number]): string[] =>
  what === 'session' && role === 'produced' ? [text] : [];

function toolOf(row: StoredEvent, input: unknown): Tool | null {
  const { toolName, callId, output, isError, exitCode } = row;
  if ([toolName, callId, row.input, output, isError, exitCode].every((part) => part === null)) return null;
  return { name: toolName, call_id: callId, input, output, is_error: isError, exit_code: exitCode };
}

const whole = <T>(value: T) => ({ value, isCut: false });

/** What events name and make, as it was found when they were settled, by seq. */
async function referencesOf(ctx: Context, sessionId: string, rows: StoredEvent[]): Promise<Map<number, Event['references']>> {
  if (rows.length === 0) return new Map();
  const { seq, kind: what, text, role, name } = eventReferences;
  const seqs = rows.map((row) => row.seq);
  const found = await ctx.db.orm
    .select({ seq, kind: what, text, role })
    .from(eventReferences)
    .where(and(eq(eventReferences.sessionId, sessionId), inArray(seq, seqs)))
    .orderBy(asc(seq), asc(what), asc(name), asc(role));
  const bySeq = new Map<number, Event['references']>();
  for (const { seq: at, ...reference } of found) bySeq.set(at, [...(bySeq.get(at) ?? []), reference]);
  return bySeq;
}
