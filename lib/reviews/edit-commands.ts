import { and, eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Tx } from '@/db/client';
import { edits, marks } from '@/db/schema';
import { recordAudit } from '@/lib/audit/commands';
import type { Context } from '@/lib/auth/context';
import { reviewerOf } from '@/lib/auth/person-of';
import { AppError } from '@/lib/errors';
import { knownItems, saysSame } from '@/lib/reviews/edit-queries';
import { storableValue } from '@/lib/reviews/edit-value';
import { findSegment } from '@/lib/segments/cut-queries';
import { partOf, type StandingEdit, withoutEdits } from '@/lib/segments/edit-overlay';
import { loadStanding } from '@/lib/segments/edit-queries';
import { loadAnchors } from '@/lib/segments/event-queries';
import { linkLineage } from '@/lib/segments/lineage-commands';
import { getSegment } from '@/lib/segments/queries';
import { reviseRecords } from '@/lib/segments/record-commands';
import { digestOf, draftOf, type StoredRecord } from '@/lib/segments/record-draft';
import { loadRecords } from '@/lib/segments/record-queries';
import { refreshSegments } from '@/lib/segments/refresh-commands';
import type { SegmentDetail } from '@/lib/segments/schema';
import { settleLocked } from '@/lib/segments/settle-commands';
import { lockSettling, type Settling } from '@/lib/segments/settling-queries';
import { saidOf } from '@/lib/segments/word-commands';
import type { EditField } from '@/lib/segments/word-schema';
import { orUnavailable } from '@/lib/unavailable';

/** What a person writes in a field, and the revision that they had read. */
export interface Writing {
  field: EditField;
  value: unknown;
  rev?: number | undefined;
}

/**
 * Writes a field of a segment's record as a person wants it: a new revision, over which no machine writes. Throws `not_found`, `forbidden`, `invalid_request`;
 * `conflict` for a segment of an older cut, and where another person wrote the field since `rev`: then with their words.
 */
export async function putEdit(ctx: Context, segmentId: string, { field, value, rev }: Writing): Promise<SegmentDetail> {
  return change(ctx, segmentId, field, async (tx, { segment, standing, personId }) => {
    const words = await storableValue(field, value, await knownItems(tx, segmentId, field));
    const before = standing.find((edit) => edit.field === field);
    if (before && before.personId !== personId && rev !== undefined && !(await saysSame(tx, { segmentId, field, rev })))
      throw await byAnother(ctx, segmentId, field);
    if (before) await end(tx, before.id, personId);
    await tx.insert(edits).values({
      ...{ id: uuidv7(), sessionId: segment.sessionId, spanId: segment.spanId, field, personId },
      value: words ?? sql`'null'::jsonb`, // drizzle would send null as no value
      machine: before?.machine ?? partOf(draftOf(segment.current), field),
    });
    return true;
  });
}

/** Takes a person's words for a field back: a new revision with what the machine wrote last. Nothing changes where none stand. Throws as `putEdit` does. */
export async function removeEdit(ctx: Context, segmentId: string, field: EditField): Promise<SegmentDetail> {
  return change(ctx, segmentId, field, async (tx, { standing, personId }) => {
    const before = standing.find((edit) => edit.field === field);
    if (before) await end(tx, before.id, personId);
    return before !== undefined;
  });
}

interface Changing {
  segment: { sessionId: string; spanId: string; n: number; cut: number; current: StoredRecord };
  standing: readonly StandingEdit[];
  personId: string;
}

/** Changes what stands of a segment in the newest cut, and writes the record that comes of it; what a reader has marked lapses, but for whoever did it. */
async function change(
  ctx: Context,
  segmentId: string,
  field: EditField,
  work: (tx: Tx, at: Changing) => Promise<boolean>,
): Promise<SegmentDetail> {
  const found = await findSegment(ctx, segmentId);
  if (!found) throw noSegment();
  const personId = reviewerOf(ctx);
  await orUnavailable(() =>
    ctx.db.orm.transaction(async (tx) => {
      const locked = await lockSettling(tx, found.sessionId);
      const session = locked && (await settleLocked(tx, locked));
      if (!session) throw noSegment();
      if (found.cut !== session.currentCut) throw ofOlderCut(found.cut, session.currentCut);
      const current = (await loadRecords(tx, [segmentId])).get(segmentId)?.current;
      if (!current) throw noSegment();
      const standing = (await loadStanding(tx, [segmentId])).get(segmentId) ?? [];
      if (!(await work(tx, { segment: { ...found, current }, standing, personId }))) return;
      const draft = withoutEdits(draftOf(current), standing);
      await reviseRecords(tx, session.id, [{ segmentId, isKnown: true, draft, madeBy: personId }]);
      await carryMark(tx, { segmentId, personId, before: digestOf(draftOf(current)) });
      await holdAgain(tx, session, segmentId);
      await saidOf(tx, found);
      await recordAudit(ctx, tx, {
        action: 'segment.edited',
        project: { id: session.projectId, name: session.project },
        subject: session.title,
        subjectId: session.sid,
        details: { segment: found.n, field },
      });
    }),
  );
  await orUnavailable(() => linkLineage(ctx, found.sessionId));
  const segment = await getSegment(ctx, found.sid, found.n, { cut: found.cut });
  if (!segment) throw noSegment();
  return segment;
}

const end = (tx: Tx, id: string, personId: string) =>
  tx.update(edits).set({ endedAt: sql`now()`, endedBy: personId }).where(eq(edits.id, id));

/** Whoever changes a record knows what it says now: their own mark goes over to the new revision. */
async function carryMark(tx: Tx, { segmentId, personId, before }: { segmentId: string; personId: string; before: string }) {
  const now = sql`(select r.digest from segments s join records r on r.segment_id = s.id and r.rev = s.rev where s.id = ${segmentId})`;
  await tx
    .update(marks)
    .set({ rev: sql`(select rev from segments where id = ${segmentId})`, digest: now })
    .where(
      and(
        sql`${marks.spanId} = (select span_id from segments where id = ${segmentId})`,
        eq(marks.personId, personId),
        eq(marks.digest, before),
      ),
    );
}

/** Holds the new revision against the events, as every other is. */
async function holdAgain(tx: Tx, session: Settling, segmentId: string): Promise<void> {
  await refreshSegments(tx, session, [segmentId], {
    anchors: await loadAnchors(tx, session.id),
    upTo: session.lastSeq,
  });
}

async function byAnother(ctx: Context, segmentId: string, field: EditField): Promise<AppError> {
  const found = await findSegment(ctx, segmentId);
  const segment = found && (await getSegment(ctx, found.sid, found.n, { cut: found.cut }));
  const by = segment?.edits[field]?.by ?? 'Somebody';
  return new AppError('conflict', `${by} changed this while you were writing.`, {
    extra: { written: { by, rev: segment?.rev ?? 0, value: segment?.[field] ?? null } },
  });
}

const noSegment = () => new AppError('not_found', 'The segment was not found');

const ofOlderCut = (cut: number, current: number | null) =>
  new AppError('conflict', `This segment stands in cut ${cut}; the newest is cut ${current}. Write in a segment of that.`, {
    extra: { current_cut: current ?? undefined },
  });
