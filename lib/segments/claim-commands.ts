import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { claimChecker, type Missing, missingEntities, TELLING_FIELDS, unfounded } from '@/lib/segmenter/claims/claim-check';
import { isMatchable, matchEvidence } from '@/lib/segmenter/claims/evidence-match';
import { joinedVerdict, type Verdict } from '@/lib/segmenter/claims/verdict';
import type { SegmenterEvent } from '@/lib/segmenter/segmenter';
import { anyId, insertRows, valuesOf } from '@/lib/segments/bulk-commands';
import { findNowhere } from '@/lib/segments/entity-queries';
import { type EventRange, loadMatchable } from '@/lib/segments/event-queries';

/** A segment whose claims are to be held against its events. */
export interface Held {
  segmentId: string;
  events: readonly SegmenterEvent[];
  /** Where its events' whole texts are; null for a segment that the segmenter described in their own words. */
  range: EventRange | null;
}

type StoredClaim = Record<string, unknown> & {
  id: string;
  segment_id: string;
  field: string;
  text: string;
  verdict: Verdict | null;
  /** It cites events, arrived or not. */
  cites: boolean;
  cited: number[];
};

/** Holds claims against their segments' events, and finds events by text for those that cite none. A verdict is no revision: it changes in place. */
export async function holdClaims(tx: Tx, sessionId: string, held: readonly Held[]): Promise<void> {
  const ids = held.filter(({ events }) => events.length > 0).map(({ segmentId }) => segmentId);
  if (ids.length === 0) return;
  const stored = new Map<string, StoredClaim[]>(ids.map((id) => [id, []]));
  for (const claim of await loadClaims(tx, ids)) stored.get(claim.segment_id)?.push(claim);
  const checked: Checked[] = [];
  const matched: Record<string, unknown>[] = [];
  for (const each of held) {
    const claims = stored.get(each.segmentId) ?? [];
    const check = claimChecker(each.events);
    const names = each.range ? await namesOf(tx, sessionId, { claims, range: each.range }) : null;
    checked.push(...claims.map((claim) => ({ claim, deed: check(claim), missing: names?.missing.get(claim.id) ?? [] })));
    matched.push(...(names?.matched ?? []));
  }
  await replaceMatched(tx, { sessionId, ids: held.flatMap(({ segmentId, range }) => (range ? [segmentId] : [])), matched });
  await writeVerdicts(tx, checked, await findNowhere(tx, sessionId, lookedFor(checked)));
}

const loadClaims = (tx: Tx, ids: readonly string[]) =>
  tx.execute<StoredClaim>(sql`
    select c.id, c.segment_id, c.field, c.text, c.verdict, count(e.claim_id) > 0 as cites, coalesce(array_agg(e.seq) filter (where e.seq is not null), '{}') as cited
    from segments s join claims c on c.segment_id = s.id and c.rev = s.rev left join evidence e on e.claim_id = c.id and e.basis = 'cited'
    where s.id = ${anyId(ids)} group by c.id`);

interface Checked {
  claim: StoredClaim;
  deed: Verdict | null;
  missing: Missing[];
}

/** The events that name what claims name, and what none of the segment's events does. */
async function namesOf(
  tx: Tx,
  sessionId: string,
  { claims, range }: { claims: readonly StoredClaim[]; range: EventRange },
): Promise<{ matched: Record<string, unknown>[]; missing: Map<string, Missing[]> }> {
  if (!claims.some(({ text }) => isMatchable(text))) return { matched: [], missing: new Map() };
  const events = await loadMatchable(tx, sessionId, range);
  const uncited = claims.filter(({ cites }) => !cites);
  const matched = uncited.flatMap(({ id, text }) =>
    matchEvidence(text, events).map((seq, position) => ({ claim_id: id, position, seq })),
  );
  const telling = claims.filter(({ field }) => TELLING_FIELDS.has(field));
  return {
    matched,
    missing: new Map(telling.map(({ id, text, cited }) => [id, missingEntities({ text, evidence: cited }, events)])),
  };
}

async function replaceMatched(
  tx: Tx,
  { sessionId, ids, matched }: { sessionId: string; ids: readonly string[]; matched: readonly Record<string, unknown>[] },
): Promise<void> {
  if (ids.length === 0) return;
  await tx.execute(sql`
    delete from evidence e using claims c, segments s
    where s.id = ${anyId(ids)} and c.segment_id = s.id and c.rev = s.rev and e.claim_id = c.id and e.basis = 'matched'`);
  await insertRows(
    tx,
    'evidence',
    matched.map((row) => ({ ...row, session_id: sessionId, ref: null, basis: 'matched' })),
  );
}

/** A number proves nothing elsewhere; any other name may come from an earlier part of the session. */
const lookedFor = (checked: readonly Checked[]) =>
  checked
    .filter(({ deed }) => deed?.is !== 'contradicted')
    .flatMap(({ missing }) => missing.map(({ entity }) => entity).filter(({ kind }) => kind !== 'number'));

async function writeVerdicts(tx: Tx, checked: readonly Checked[], nowhere: (missing: Missing) => boolean): Promise<void> {
  const rows = checked.flatMap(({ claim, deed, missing }) => {
    const names = unfounded(missing.filter(({ entity, ...rest }) => entity.kind === 'number' || nowhere({ entity, ...rest })));
    const verdict = names ? joinedVerdict([deed, names]) : deed;
    return JSON.stringify(verdict) === JSON.stringify(inOrder(claim.verdict)) ? [] : [{ id: claim.id, verdict }];
  });
  if (rows.length === 0) return;
  await tx.execute(
    sql`update claims c set verdict = nullif(v.verdict, 'null'::jsonb) from ${valuesOf(rows, sql`id uuid, verdict jsonb`)} where c.id = v.id`,
  );
}

/** As it was before the database sorted its keys. */
const inOrder = (verdict: Verdict | null): Verdict | null =>
  verdict && { is: verdict.is, reason: verdict.reason, evidence: verdict.evidence };
