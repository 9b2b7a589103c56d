import type { Claim, Segment } from '@/lib/segments/schema';

/** The claims of a segment that cite one event. */
export interface Citation {
  /** Names of the fields, as they are read: "outcome", "summary", "key decision". */
  fields: string[];
  /** False where the event was only found by its text. */
  isCited: boolean;
  /** Identifiers in those claims: what to look for in the event. */
  literals: string[];
}

/** What a row says of the claims that rest on it: "cited in outcome, summary". */
export function citedIn(citations: readonly (Citation | undefined)[]): string | null {
  const found = citations.filter((citation) => citation !== undefined);
  if (found.length === 0) return null;
  const fields = [...new Set(found.flatMap((citation) => citation.fields))];
  return `${found.some((citation) => citation.isCited) ? 'cited' : 'matched'} in ${fields.join(', ')}`;
}

/** A claim with the name that the page knows it by. */
export interface NamedClaim extends Claim {
  id: string;
  field: string;
}

/** Every sentence of the record that may cite events. */
export const claimsOf = (segment: Segment): NamedClaim[] => [
  ...named('outcome', segment.claims.outcome),
  ...named('summary', segment.claims.summary),
  ...named('key decision', segment.key_decisions),
  ...named('next step', segment.next_steps),
  ...named('open question', segment.open_questions),
];

const named = (field: string, claims: readonly Claim[]): NamedClaim[] =>
  claims.map((claim, i) => ({ ...claim, id: claimId(field, i), field }));

export const claimId = (field: string, index: number): string => `${field.replace(' ', '-')}-${index}`;

/** Which events the record cites, by seq, in order. */
export function citationsOf(segment: Segment): Map<number, Citation> {
  const citations = new Map<number, Citation>();
  for (const claim of claimsOf(segment)) {
    for (const seq of claim.evidence) {
      const citation = citations.get(seq) ?? { fields: [], isCited: false, literals: [] };
      citation.fields = [...new Set([...citation.fields, claim.field])];
      citation.isCited ||= claim.support === 'cited';
      citation.literals = [...new Set([...citation.literals, ...literalsOf(claim.text)])];
      citations.set(seq, citation);
    }
  }
  return new Map([...citations].sort(([a], [b]) => a - b));
}

const NUMBER = /(?<![\w.])\d{1,3}(?:,\d{3})+(?![\w])|(?<![\w.])\d{4,}(?![\w])/g;
const HASH = /(?<![\w])(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}(?![\w])/g;
const ISSUE = /(?<![\w])#\d+(?![\w])/g;
const CODE = /`([^`\n]{3,120})`/g;

/** Identifiers of a sentence: numbers of four digits and more (with and without commas), hashes, `#n`, what stands in back-ticks. */
export function literalsOf(text: string): string[] {
  const numbers = [...text.matchAll(NUMBER)].map((match) => match[0]);
  const others = [HASH, ISSUE].flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[0]));
  const code = [...text.matchAll(CODE)].map((match) => match[1] ?? '');
  return [
    ...new Set([...numbers.flatMap((n) => (n.includes(',') ? [n, n.replaceAll(',', '')] : [n, grouped(n)])), ...others, ...code]),
  ];
}

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',');
