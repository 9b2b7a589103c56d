import { createHash } from 'node:crypto';
import type { ClaimField, DraftRecord } from '@/lib/segmenter/segmenter';
import { normalised } from '@/lib/segmenter/text/sentences';
import type { Origin, Segment, SegmentStatus } from '@/lib/segments/schema';

/** An event that proves a claim: by its seq, or by `ref` while it has not arrived. */
export interface DraftEvidence {
  seq: number | null;
  ref: string | null;
}

export interface DraftedClaim {
  field: ClaimField;
  text: string;
  key: string | null;
  party: 'agent' | 'person' | null;
  evidence: DraftEvidence[];
  /** The item's id, where a person or a stored revision says which item it is. */
  itemId?: string | null | undefined;
}

/** A record to store: its texts, and its sentences and items in order. */
export interface DraftedRecord {
  origin: Origin;
  title: string;
  status: SegmentStatus;
  verification: Segment['verification'];
  ask: string | null;
  summary: string | null;
  outcome: string | null;
  claims: DraftedClaim[];
}

/** A claim as it is stored, with the evidence that its author cited. */
export interface StoredClaim extends DraftedClaim {
  rev: number;
  itemId: string | null;
}

export interface StoredRecord extends Omit<DraftedRecord, 'claims'> {
  rev: number;
  claims: StoredClaim[];
}

/** A stored record, to be stored again. */
export const draftOf = ({ rev: _rev, ...record }: StoredRecord): DraftedRecord => record;

/** What a segmenter drafted, as a record to store. */
export const heuristicRecord = (draft: DraftRecord): DraftedRecord => ({
  ...draft,
  origin: 'heuristic',
  claims: draft.claims.map((claim) => ({ ...claim, key: null, evidence: claim.evidence.map((seq) => ({ seq, ref: null })) })),
});

export const isItem = ({ field }: { field: string }) => field === 'decision' || field === 'next_step' || field === 'question';

/** All that a reader would read of a record. */
const textsOf = (record: DraftedRecord): string =>
  JSON.stringify([
    record.title,
    record.status,
    record.summary,
    record.outcome,
    ...record.claims.filter(isItem).map((claim) => `${claim.field} ${claim.text}`),
  ]);

/** True if a reader would read something else: only then is there a new revision. */
export const hasOtherText = (a: DraftedRecord, b: DraftedRecord): boolean => textsOf(a) !== textsOf(b);

/** The same for records that say the same: by it a mark knows whether it still holds. */
export const digestOf = (record: DraftedRecord): string => createHash('sha256').update(textsOf(record)).digest('base64url');

/** True if claims differ in anything, such as what they cite. */
export function hasOtherClaims(a: DraftedRecord, b: DraftedRecord): boolean {
  const parts = (record: DraftedRecord) =>
    record.claims.map(({ field, text, key, party, evidence }) => [
      field,
      text,
      key,
      party,
      evidence.map(({ seq, ref }) => seq ?? ref),
    ]);
  return JSON.stringify(parts(a)) !== JSON.stringify(parts(b));
}

/**
 * Ids for the items of a record: an item that says which one it is stays that one; else it keeps the id of the one with its key, else of one in its field with the same words, the newest revision first;
 * no id is given twice, nor one of those `given` already. Sentences have none.
 */
export function itemIds(
  claims: readonly DraftedClaim[],
  earlier: readonly StoredClaim[],
  newId: () => string,
  given = new Set<string>(),
): (string | null)[] {
  const known = earlier.filter((claim) => claim.itemId !== null).sort((a, b) => b.rev - a.rev);
  const take = (fits: (claim: StoredClaim) => boolean) => {
    const id = known.find((claim) => claim.itemId !== null && !given.has(claim.itemId) && fits(claim))?.itemId ?? null;
    if (id) given.add(id);
    return id;
  };
  const byName = claims.map((claim) => {
    const id = isItem(claim) && claim.itemId ? claim.itemId : null;
    if (id === null || given.has(id)) return null;
    given.add(id);
    return id;
  });
  const byKey = claims.map((claim, i) =>
    byName[i] === null && isItem(claim) && claim.key !== null
      ? take((other) => other.field === claim.field && other.key === claim.key)
      : null,
  );
  return claims.map((claim, i) => {
    if (!isItem(claim)) return null;
    if (byName[i]) return byName[i];
    const words = normalised(claim.text);
    const sameWords = (other: StoredClaim) =>
      other.field === claim.field && normalised(other.text) === words && (claim.key === null || other.key === null);
    return byKey[i] ?? take(sameWords) ?? newId();
  });
}
