import { sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Tx } from '@/db/client';
import { insertRows, valuesOf } from '@/lib/segments/bulk-commands';
import { isSamePart, partOf, type StandingEdit, withEdits } from '@/lib/segments/edit-overlay';
import { loadStanding } from '@/lib/segments/edit-queries';
import {
  type DraftedRecord,
  digestOf,
  draftOf,
  hasOtherClaims,
  hasOtherText,
  itemIds,
  type StoredClaim,
} from '@/lib/segments/record-draft';
import { loadRecords } from '@/lib/segments/record-queries';

/** What is to be said of a segment. */
export interface Revision {
  segmentId: string;
  /** False for a segment that has no record yet: nothing is looked up. */
  isKnown: boolean;
  draft: DraftedRecord;
  /** Segments of earlier cuts whose items keep their ids where this one has them in the same words. */
  heirOf?: readonly string[] | undefined;
  /** The person whose words make it; absent where a machine writes. */
  madeBy?: string | undefined;
}

/**
 * Stores records: a new revision where the text changed, what else changed in place. Returns each segment's revision.
 * What a person wrote in a field is laid over what a machine writes there, which is kept beside it.
 * No item gets an id that is `taken`, nor two of those who inherit.
 */
export async function reviseRecords(
  tx: Tx,
  sessionId: string,
  revisions: readonly Revision[],
  taken?: Set<string>,
): Promise<Map<string, number>> {
  const stored = await loadRecords(tx, [
    ...new Set(revisions.flatMap(({ segmentId, isKnown, heirOf = [] }) => [...(isKnown ? [segmentId] : []), ...heirOf])),
  ]);
  const standing = await loadStanding(
    tx,
    revisions.map(({ segmentId }) => segmentId),
  );
  await keepMachineParts(tx, revisions, standing);
  const rows = new RecordRows(sessionId, taken);
  const revs = new Map<string, number>();
  const replaced: { segmentId: string; rev: number }[] = [];
  const raised: { segmentId: string; rev: number; origin: string }[] = [];
  const noted: Note[] = [];
  for (const { segmentId, isKnown, draft: machines, heirOf = [], madeBy } of revisions) {
    const { current = null, earlier: own = [] } = (isKnown && stored.get(segmentId)) || {};
    const draft = withEdits(machines, standing.get(segmentId) ?? [], current?.claims);
    const earlier = [...own, ...heirOf.flatMap((id) => stored.get(id)?.earlier ?? [])];
    if (current && !hasOtherText(current, draft)) {
      revs.set(segmentId, current.rev);
      if (current.verification !== draft.verification || current.ask !== draft.ask)
        noted.push({ segmentId, rev: current.rev, verification: draft.verification, ask: draft.ask });
      if (!hasOtherClaims(current, draft)) continue;
      replaced.push({ segmentId, rev: current.rev });
      rows.addClaims(segmentId, current.rev, draft, earlier);
    } else {
      const rev = (current?.rev ?? 0) + 1;
      revs.set(segmentId, rev);
      if (isKnown) raised.push({ segmentId, rev, origin: draft.origin });
      rows.addRecord(segmentId, rev, draft, madeBy);
      rows.addClaims(segmentId, rev, draft, earlier);
    }
  }
  await replaceClaims(tx, replaced);
  await rows.insert(tx);
  await raise(tx, raised);
  await noteRecords(tx, noted);
  return revs;
}

/** Lays what persons wrote over records of segments that are found to have the same events as those they wrote of. */
export async function layEdits(tx: Tx, sessionId: string, segmentIds: readonly string[]): Promise<void> {
  const standing = await loadStanding(tx, segmentIds);
  const records = await loadRecords(tx, [...standing.keys()]);
  const revisions = [...records].flatMap(([segmentId, { current }]) =>
    current ? [{ segmentId, isKnown: true, draft: draftOf(current) }] : [],
  );
  if (revisions.length > 0) await reviseRecords(tx, sessionId, revisions);
}

/** Remembers what a machine writes in fields in which a person's words stand. */
async function keepMachineParts(
  tx: Tx,
  revisions: readonly Revision[],
  standing: ReadonlyMap<string, readonly StandingEdit[]>,
): Promise<void> {
  const changed = revisions.flatMap(({ segmentId, draft }) =>
    (standing.get(segmentId) ?? [])
      .map(({ id, field, machine }) => ({ id, before: machine, machine: partOf(draft, field) }))
      .filter(({ before, machine }) => !isSamePart(before, machine)),
  );
  if (changed.length === 0) return;
  await tx.execute(
    sql`update edits e set machine = v.machine from ${valuesOf(changed, sql`id uuid, machine jsonb`)} where e.id = v.id`,
  );
}

async function replaceClaims(tx: Tx, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(
    sql`delete from claims c using ${valuesOf(rows, sql`"segmentId" uuid, rev int`)} where c.segment_id = v."segmentId" and c.rev = v.rev`,
  );
}

async function raise(tx: Tx, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(sql`
    update segments s set rev = v.rev, origin = v.origin, updated_at = now()
    from ${valuesOf(rows, sql`"segmentId" uuid, rev int, origin text`)} where s.id = v."segmentId"`);
}

/** What code found out about a revision of a record: it changes in place. */
export interface Note {
  segmentId: string;
  rev: number;
  verification: string;
  ask: string | null;
}

/** Writes what revisions do not count. */
export async function noteRecords(tx: Tx, rows: readonly Note[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(sql`
    update records r set verification = v.verification, ask = v.ask
    from ${valuesOf(rows, sql`"segmentId" uuid, rev int, verification text, ask text`)} where r.segment_id = v."segmentId" and r.rev = v.rev`);
}

/** Rows of new revisions, gathered to be inserted at once. */
class RecordRows {
  readonly #records: Record<string, unknown>[] = [];
  readonly #claims: Record<string, unknown>[] = [];
  readonly #evidence: Record<string, unknown>[] = [];
  readonly #now = new Date().toISOString();

  constructor(
    readonly sessionId: string,
    readonly taken?: Set<string>,
  ) {}

  addRecord(segmentId: string, rev: number, draft: DraftedRecord, madeBy: string | undefined): void {
    const { claims: _claims, ...record } = draft;
    const made = { digest: digestOf(draft), made_by: madeBy ?? null, created_at: this.#now };
    this.#records.push({ segment_id: segmentId, rev, ...record, ...made });
  }

  addClaims(segmentId: string, rev: number, { claims }: DraftedRecord, earlier: readonly StoredClaim[]): void {
    const ids = itemIds(claims, earlier, uuidv7, this.taken);
    const positions = new Map<string, number>();
    for (const [i, { field, key, text, party, evidence }] of claims.entries()) {
      const id = uuidv7();
      const position = positions.get(field) ?? 0;
      positions.set(field, position + 1);
      this.#claims.push({
        id,
        session_id: this.sessionId,
        segment_id: segmentId,
        rev,
        field,
        position,
        item_id: ids[i] ?? null,
        key,
        text,
        party,
      });
      this.#evidence.push(
        ...evidence.map(({ seq, ref }, at) => ({
          claim_id: id,
          position: at,
          session_id: this.sessionId,
          seq,
          ref,
          basis: 'cited',
        })),
      );
    }
  }

  async insert(tx: Tx): Promise<void> {
    await insertRows(tx, 'records', this.#records);
    await insertRows(tx, 'claims', this.#claims);
    await insertRows(tx, 'evidence', this.#evidence);
  }
}
