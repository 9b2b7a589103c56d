import type { ClaimField } from '@/lib/segmenter/segmenter';
import { normalised, splitSentences } from '@/lib/segmenter/text/sentences';
import type { DraftedClaim, DraftedRecord } from '@/lib/segments/record-draft';
import type { SegmentStatus } from '@/lib/segments/schema';
import type { EditField } from '@/lib/segments/word-schema';

/** An item as a person wrote it; its id is the item's, for good. */
export interface PersonItem {
  id: string;
  text: string;
  party: 'agent' | 'person' | null;
}

/** What a person wrote in a field: text, nothing, or a list. */
export type EditValue = string | null | PersonItem[];

/** A field of a record as a machine wrote it, with its sentences or items. */
export interface MachinePart {
  value: string | null;
  claims: DraftedClaim[];
}

/** A person's words that stand in a field, and what a machine last wrote there. */
export interface StandingEdit {
  id: string;
  field: EditField;
  value: EditValue;
  machine: MachinePart;
  personId: string;
}

const CLAIMS: Record<EditField, ClaimField | null> = {
  title: null,
  status: null,
  summary: 'summary',
  outcome: 'outcome',
  next_steps: 'next_step',
  key_decisions: 'decision',
  open_questions: 'question',
};
const ORDER: ClaimField[] = ['summary', 'outcome', 'decision', 'next_step', 'question'];

/** What a record says in a field. */
export function partOf(record: DraftedRecord, field: EditField): MachinePart {
  const claims = record.claims.filter((claim) => claim.field === CLAIMS[field]).map(plain);
  return { value: isList(field) ? null : record[field], claims };
}

/** A claim without what its row says of it: two that say the same are the same. */
function plain(claim: DraftedClaim): DraftedClaim {
  const { field, text, key, party, evidence } = claim;
  return { field, text, key, party, evidence: evidence.map(({ seq, ref }) => ({ seq, ref })), itemId: claim.itemId ?? null };
}

/** A record with another part in a field. */
export function withPart(record: DraftedRecord, field: EditField, { value, claims }: MachinePart): DraftedRecord {
  const others = record.claims.filter((claim) => claim.field !== CLAIMS[field]);
  const all = [...others, ...claims].sort((a, b) => ORDER.indexOf(a.field) - ORDER.indexOf(b.field));
  return { ...record, ...(isList(field) ? {} : fieldOf(field, value)), claims: all };
}

/** A record of which a person wrote some fields, as a machine alone would have it. */
export const withoutEdits = (record: DraftedRecord, edits: readonly StandingEdit[]): DraftedRecord =>
  edits.reduce((soFar, { field, machine }) => withPart(soFar, field, machine), record);

/**
 * A machine's record with what persons wrote laid over it. A sentence or an item that is also in `known`, or in what the machine writes or wrote, keeps
 * the events that prove it; others have none.
 */
export function withEdits(
  record: DraftedRecord,
  edits: readonly StandingEdit[],
  known: readonly DraftedClaim[] = [],
): DraftedRecord {
  return edits.reduce((soFar, { field, value, machine }) => {
    const pool = [...record.claims, ...known, ...machine.claims].filter((claim) => claim.field === CLAIMS[field]);
    return withPart(soFar, field, personPart(field, value, pool));
  }, record);
}

function personPart(field: EditField, value: EditValue, pool: readonly DraftedClaim[]): MachinePart {
  const of = CLAIMS[field];
  if (Array.isArray(value)) return { value: null, claims: of ? value.map((item) => personItem(of, item, pool)) : [] };
  return { value, claims: of && value ? sentencesOf(of, value, pool) : [] };
}

function personItem(field: ClaimField, { id, text, party }: PersonItem, pool: readonly DraftedClaim[]) {
  const same = pool.find((claim) => normalised(claim.text) === normalised(text));
  const own = pool.find((claim) => claim.itemId === id);
  return { field, text, party, key: own?.key ?? same?.key ?? null, evidence: same?.evidence ?? [], itemId: id };
}

/** The sentences of a text: those that a claim has word for word stay what they were, several in one too. */
function sentencesOf(field: ClaimField, text: string, pool: readonly DraftedClaim[]): DraftedClaim[] {
  const longest = pool
    .filter((claim) => claim.text.trim() !== '' && text.includes(claim.text.trim()))
    .sort((a, b) => b.text.length - a.text.length);
  const [whole] = longest;
  if (!whole) return splitSentences(text).map((sentence) => drafted(field, sentence, pool));
  const words = whole.text.trim();
  const at = text.indexOf(words);
  const others = pool.filter((claim) => claim.text.trim() !== words);
  return [
    ...sentencesOf(field, text.slice(0, at), others),
    { ...drafted(field, words, []), evidence: whole.evidence },
    ...sentencesOf(field, text.slice(at + words.length), others),
  ];
}

function drafted(field: ClaimField, text: string, pool: readonly DraftedClaim[]): DraftedClaim {
  const same = pool.find((claim) => normalised(claim.text) === normalised(text));
  return { field, text, key: null, party: null, evidence: same?.evidence ?? [] };
}

const isList = (field: EditField): field is 'next_steps' | 'key_decisions' | 'open_questions' =>
  field === 'next_steps' || field === 'key_decisions' || field === 'open_questions';

/** Only a status goes into the status: values are checked where they are taken. */
function fieldOf(field: 'title' | 'status' | 'summary' | 'outcome', value: string | null): Partial<DraftedRecord> {
  if (field === 'title') return { title: value ?? '' };
  if (field === 'status') return { status: (value ?? 'unknown') as SegmentStatus };
  return { [field]: value };
}

/** Whether a machine says the same, on the same events. */
export function isSamePart(a: MachinePart, b: MachinePart): boolean {
  const said = ({ value, claims }: MachinePart) => [
    value,
    claims.map(({ text, key, party, evidence }) => [text, key, party, evidence.map(({ seq, ref }) => seq ?? ref)]),
  ];
  return JSON.stringify(said(a)) === JSON.stringify(said(b));
}

/** Whether a claim of a record is a machine's own, where a person wrote its field. */
export const isMachines = (text: string, machine: readonly { text: string }[]): boolean =>
  machine.some((claim) => normalised(claim.text) === normalised(text));
