import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { recordAudit } from '@/lib/audit/commands';
import type { AuditAction } from '@/lib/audit/schema';
import type { Context } from '@/lib/auth/context';
import { AppError } from '@/lib/errors';
import type { Granularity } from '@/lib/segmenter/boundaries/select';
import type { BoundaryEdit } from '@/lib/segmenter/boundaries/starts';
import { type BoundaryChange, editedStarts, editsOf } from '@/lib/segments/boundary-changes';
import { valuesOf } from '@/lib/segments/bulk-commands';
import { boundsFrom, boundsFromEvents, scoresOfCut } from '@/lib/segments/cut-bounds';
import { type CutPlan, writeCut } from '@/lib/segments/cut-commands';
import {
  compareCuts,
  type FoundSegment,
  findSegment,
  getCut,
  loadCut,
  loadEdits,
  onMainThread,
} from '@/lib/segments/cut-queries';
import type { BoundaryPreview, CutResult } from '@/lib/segments/cut-schema';
import { SEGMENTER } from '@/lib/segments/heuristic-commands';
import { linkLineage } from '@/lib/segments/lineage-commands';
import { readSession } from '@/lib/segments/row-queries';
import { settleLocked, writeSettled } from '@/lib/segments/settle-commands';
import { lockSettling, type Settling } from '@/lib/segments/settling-queries';
import { orUnavailable } from '@/lib/unavailable';

/**
 * Cuts a session coarser or finer: a new cut, or the newest one where it is so already. An agent's cut is kept, and one from the events takes its place.
 * Throws `not_found`; `not_possible` for a session without events.
 */
export async function cutSession(ctx: Context, sid: string, granularity: Granularity): Promise<CutResult> {
  const session = await readSession(ctx, sid);
  if (!session) throw new AppError('not_found', 'The session was not found');
  const edit = { action: 'session.recut' as const, details: { granularity } };
  return inSettled(ctx, { id: session.id, sid, edit }, (tx, settled) => cutAs(tx, settled, granularity, ctx.actor.name));
}

/**
 * Sets and removes boundaries as a person wants them: a new cut, or the newest one where they are so already. Every later cut obeys them.
 * Throws `not_found`; `not_possible` with what to do instead; `conflict` for a segment of an older cut and in an agent's cut.
 */
export async function changeBoundaries(ctx: Context, change: BoundaryChange, ofSid?: string): Promise<CutResult> {
  const { sessionId: id, sid, cut } = await changed(ctx, change, ofSid);
  return inSettled(ctx, { id, sid, edit: { action: AUDITED[change.reason] } }, (tx, settled) =>
    rebound(tx, settled, { change, cut, madeBy: ctx.actor.name }),
  );
}

/** What a change of boundaries would make of the segments that it touches: the same command, of which nothing is kept. Throws as that does. */
export async function previewBoundaries(ctx: Context, change: BoundaryChange, ofSid: string): Promise<BoundaryPreview> {
  const { sessionId, cut } = await changed(ctx, change, ofSid);
  const undone = new Error('nothing of a preview is kept');
  let preview: BoundaryPreview | null = null;
  await orUnavailable(() =>
    ctx.db.orm.transaction(async (tx) => {
      const session = await lockSettling(tx, sessionId);
      if (session) {
        const settled = await settleLocked(tx, session);
        const made = await rebound(tx, settled, { change, cut, madeBy: ctx.actor.name });
        preview = await compareCuts(tx, sessionId, { before: settled.currentCut, after: made });
      }
      throw undone;
    }),
  ).catch((error: unknown) => {
    if (error !== undone) throw error;
  });
  if (!preview) throw new AppError('not_found', 'The session was deleted meanwhile');
  return preview;
}

/** The segment that a change names first. */
async function changed(ctx: Context, change: BoundaryChange, ofSid?: string): Promise<FoundSegment> {
  const [named] = change.reason === 'move' ? change.moves.map(({ segment }) => segment) : [change.segment];
  const found = named === undefined ? null : await findSegment(ctx, named);
  if (!found || (ofSid !== undefined && found.sid !== ofSid)) throw new AppError('not_found', 'The segment was not found');
  return found;
}

const AUDITED = { split: 'segment.split', merge: 'segment.merged', move: 'segment.moved' } as const;

interface Edit {
  action: AuditAction;
  details?: Record<string, unknown>;
}

/** Works on a session whose cut is up to date; a new cut that comes of it is written down as the edit. */
async function inSettled(
  ctx: Context,
  { id, sid, edit }: { id: string; sid: string; edit: Edit },
  work: (tx: Tx, session: Settling) => Promise<number | null>,
): Promise<CutResult> {
  const cut = await orUnavailable(() =>
    ctx.db.orm.transaction(async (tx) => {
      const session = await lockSettling(tx, id);
      if (!session) return null;
      const settled = await settleLocked(tx, session);
      const made = await work(tx, settled);
      if (made !== settled.currentCut) await recordEdit(ctx, tx, { session, edit, cut: made });
      return made;
    }),
  );
  await orUnavailable(() => linkLineage(ctx, id));
  const made = cut === null ? null : await getCut(ctx, sid, cut);
  if (!made) throw new AppError('not_found', 'The session was deleted meanwhile');
  const { n, segment_count, reason, granularity, url, made_by } = made;
  return { cut: n, segment_count, reason, granularity, url, made_by };
}

const recordEdit = (ctx: Context, tx: Tx, { session, edit, cut }: { session: Settling; edit: Edit; cut: number | null }) =>
  recordAudit(ctx, tx, {
    action: edit.action,
    project: { id: session.projectId, name: session.project },
    subject: session.title,
    subjectId: session.sid,
    details: { ...edit.details, cut },
  });

async function cutAs(tx: Tx, session: Settling, granularity: Granularity, madeBy: string): Promise<number | null> {
  if (session.lastSeq === 0) throw withoutEvents();
  const made = { granularity, reason: 'granularity', madeBy };
  const edits = await loadEdits(tx, session.id, { after: 1, upTo: session.lastSeq });
  if (session.cutOrigin !== 'heuristic' || session.currentCut === null)
    return recut(tx, session, { ...made, bounds: await boundsFromEvents(tx, session, { granularity, edits }) });
  const from = session.granularity ?? 'normal';
  if (from === granularity) return session.currentCut;
  const rows = await loadCut(tx, session.id, session.currentCut);
  const scores = await scoresOfCut(tx, session, rows);
  const current = rows.map(({ firstSeq }) => firstSeq);
  const starts = SEGMENTER.select(scores, session.lastSeq, { granularity, edits, from: { granularity: from, starts: current } });
  if (String(starts) !== String(current))
    return recut(tx, session, { ...made, bounds: await boundsFrom(tx, session, { rows, scores, starts }) });
  await tx.execute(
    sql`update cuts set granularity = ${granularity} where session_id = ${session.id} and n = ${session.currentCut}`,
  );
  return session.currentCut;
}

interface Rebound {
  change: BoundaryChange;
  /** The cut in which the change names its segments. */
  cut: number;
  madeBy: string;
}

async function rebound(tx: Tx, session: Settling, { change, cut, madeBy }: Rebound): Promise<number | null> {
  if (session.lastSeq === 0) throw withoutEvents();
  if (session.cutOrigin !== 'heuristic' || session.currentCut === null) throw ofAnAgent();
  const edits = editsOf(await loadCut(tx, session.id, cut), change);
  await checkStarts(tx, session, edits);
  const rows = await loadCut(tx, session.id, session.currentCut);
  const current = rows.map(({ firstSeq }) => firstSeq);
  const starts = editedStarts(current, edits);
  if (String(starts) === String(current)) return session.currentCut;
  if (cut !== session.currentCut) throw ofOlderCut(cut, session.currentCut);
  await writeEdits(tx, session.id, edits, madeBy);
  const bounds = await boundsFrom(tx, session, { rows, scores: await scoresOfCut(tx, session, rows), starts });
  return recut(tx, session, { bounds, granularity: session.granularity ?? 'normal', reason: change.reason, madeBy });
}

async function recut(tx: Tx, session: Settling, plan: CutPlan): Promise<number | null> {
  const { currentCut } = await writeSettled(tx, session, await writeCut(tx, session, plan), session.lastSeq);
  return currentCut;
}

async function checkStarts(tx: Tx, session: Settling, edits: readonly BoundaryEdit[]): Promise<void> {
  const starts = edits.flatMap(({ seq, kind }) => (kind === 'start' ? [seq] : []));
  const main = await onMainThread(tx, session.id, starts);
  const other = starts.find((seq) => !main.has(seq));
  if (other !== undefined)
    throw new AppError(
      'not_possible',
      `Event ${other} belongs to a subagent; a segment begins with an event of the main thread. Choose one of those.`,
    );
}

/** The latest word of a person on a boundary counts. */
async function writeEdits(tx: Tx, sessionId: string, edits: readonly BoundaryEdit[], madeBy: string): Promise<void> {
  await tx.execute(sql`
    insert into boundary_edits (session_id, seq, kind, made_by)
    select ${sessionId}, v.seq, v.kind, ${madeBy} from ${valuesOf(edits, sql`seq int, kind text`)}
    on conflict (session_id, seq) do update set kind = excluded.kind, made_by = excluded.made_by, created_at = now()`);
}

const withoutEvents = () =>
  new AppError('not_possible', 'This session was recorded without its events; there is nothing to cut.');

const ofAnAgent = () =>
  new AppError(
    'conflict',
    'An agent wrote the segments of this cut; its words are not torn apart. Cut the session anew first (POST /sessions/{sid}/segmentation), then change the boundaries.',
  );

const ofOlderCut = (cut: number, current: number) =>
  new AppError(
    'conflict',
    `This segment stands in cut ${cut}; the newest is cut ${current}. Choose a segment of cut ${current} and send it again.`,
    { extra: { current_cut: current } },
  );
