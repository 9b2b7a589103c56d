import type { ClaimField } from '@/lib/segmenter/segmenter';
import { normalised, splitSentences } from '@/lib/segmenter/text/sentences';
import { clipped } from '@/lib/segmenter/text/words';
import type { DraftedClaim, DraftedRecord } from '@/lib/segments/record-draft';
import type { SegmentInput } from '@/lib/segments/schema';
import type { EventRef } from '@/lib/segments/sent-refs-queries';

const TITLE_CHARS = 100;

/** Finds the event that a reference names; null while it has not arrived. */
export type Resolve = (ref: EventRef) => number | null;

/** A reference to an event inside an input, and where it stands. */
export interface PlacedRef {
  ref: EventRef;
  path: string;
}

const ITEMS = [
  { list: 'key_decisions', field: 'decision' },
  { list: 'next_steps', field: 'next_step' },
  { list: 'open_questions', field: 'question' },
] as const;

/** Every event that an input names, with its path inside the segment. */
export function refsOf(input: SegmentInput): PlacedRef[] {
  const each = (refs: readonly EventRef[], path: string) => refs.map((ref, i) => ({ ref, path: `${path}.evidence[${i}]` }));
  const bounds = (['first', 'last'] as const).flatMap((key) => (input[key] == null ? [] : [{ ref: input[key], path: key }]));
  const items = ITEMS.flatMap(({ list }) =>
    input[list].flatMap((item, i) => (typeof item === 'string' ? [] : each(item.evidence, `${list}[${i}]`))),
  );
  const claims = (['summary', 'outcome'] as const).flatMap((field) =>
    (input.claims?.[field] ?? []).flatMap((claim, i) => each(claim.evidence, `claims.${field}[${i}]`)),
  );
  return [...bounds, ...items, ...claims, ...input.answers.flatMap((answer, i) => each(answer.evidence, `answers[${i}]`))];
}

/** What a client sent, as a record: its texts cut into sentences and items, each with the events that it cites. */
export function sentRecord(input: SegmentInput, resolve: Resolve, writeRef: (ref: EventRef) => string): DraftedRecord {
  const cite = (refs: readonly EventRef[]) =>
    [...new Set(refs)].map((ref) => {
      const seq = resolve(ref);
      return { seq, ref: seq === null ? writeRef(ref) : null };
    });
  const sentences = (field: 'summary' | 'outcome') =>
    sentencesOf(input[field] ?? '', input.claims?.[field] ?? []).map((claim) => ({
      ...drafted(field, claim.text),
      evidence: cite(claim.evidence),
    }));
  const items = ITEMS.flatMap(({ list, field }) =>
    input[list].map((item) => ({ list, field, item: typeof item === 'string' ? { text: item, evidence: [] } : item })),
  );
  return {
    origin: 'agent',
    title: titleOf(input),
    status: input.status ?? 'unknown',
    verification: 'none',
    ask: null,
    summary: textOrNull(input.summary),
    outcome: textOrNull(input.outcome),
    claims: [
      ...sentences('summary'),
      ...sentences('outcome'),
      ...items
        .filter(({ item }) => item.text.trim() !== '')
        .map(({ field, item }) => ({
          ...drafted(field, item.text),
          key: ('key' in item && item.key) || null,
          party: partyOf(field, item),
          evidence: cite(item.evidence),
        })),
    ],
  };
}

const drafted = (field: ClaimField, text: string): DraftedClaim => ({ field, text, key: null, party: null, evidence: [] });
const textOrNull = (text: string | null | undefined) => (text?.trim() ? text : null);

function partyOf(field: ClaimField, item: object): DraftedClaim['party'] {
  if (field === 'question') return null;
  const party = field === 'next_step' ? 'owner' in item && item.owner : 'by' in item && item.by;
  return party === 'person' ? 'person' : 'agent';
}

function titleOf({ title, outcome, summary, key }: SegmentInput): string {
  if (title?.trim()) return title;
  const [sentence] = splitSentences(outcome?.trim() ? outcome : (summary ?? ''), 1);
  return clipped(sentence ?? key, TITLE_CHARS);
}

interface Sentence {
  text: string;
  evidence: EventRef[];
}

/** The sentences of a text with the evidence sent for them; a claim that is no part of the text stands behind them. */
function sentencesOf(text: string, claims: readonly Sentence[]): Sentence[] {
  const sentences: Sentence[] = splitSentences(text).map((sentence) => ({ text: sentence, evidence: [] }));
  const strays: Sentence[] = [];
  for (const claim of claims) {
    const words = normalised(claim.text);
    const exact = sentences.filter((sentence) => normalised(sentence.text) === words);
    const parts =
      exact.length > 0 ? exact : sentences.filter((sentence) => words !== '' && isPart(normalised(sentence.text), words));
    for (const sentence of parts) sentence.evidence.push(...claim.evidence);
    if (parts.length === 0 && words !== '') strays.push({ text: claim.text, evidence: [...claim.evidence] });
  }
  return [...sentences, ...strays];
}

const isPart = (a: string, b: string) => a.includes(b) || b.includes(a);
