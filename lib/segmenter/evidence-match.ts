const MAX_EVENTS = 4;
const MAX_IDENTIFIERS = 12;

/** What an event says, in one string: its text, its tool's input and output. */
export interface MatchableEvent {
  seq: number;
  thread: string;
  text: string;
}

interface Identifier {
  /** A cheap test before the exact one. */
  hint: string;
  pattern: RegExp;
}

/**
 * Events that name what a claim names: numbers of four digits and more (with or without thousands separators), hashes, `#n` and back-ticked tokens,
 * each as a whole token. At most four, those that share the rarest identifiers first; none if nothing matches.
 */
export function matchEvidence(claim: string, events: readonly Pick<MatchableEvent, 'seq' | 'text'>[]): number[] {
  const scores = new Map<number, number>();
  for (const { hint, pattern } of identifiersOf(claim)) {
    const hits = events.filter(({ text }) => text.includes(hint) && pattern.test(text));
    for (const { seq } of hits) scores.set(seq, (scores.get(seq) ?? 0) + 1 / hits.length);
  }
  const best = [...scores].sort((a, b) => b[1] - a[1] || b[0] - a[0]).slice(0, MAX_EVENTS);
  return best.map(([seq]) => seq).sort((a, b) => a - b);
}

/** True if a claim names anything that could be found in an event. */
export const isMatchable = (claim: string) => identifiersOf(claim).length > 0;

function identifiersOf(claim: string): Identifier[] {
  const quoted = [...claim.matchAll(/`([^`\n]{3,200})`/g)]
    .map((match) => (match[1] ?? '').trim())
    .filter((token) => /[\p{L}\p{N}]/u.test(token));
  const plain = claim.replace(/`[^`\n]*`/g, ' ');
  const words = [...plain.matchAll(/(?<![\w#])#\d+(?![\w])|(?<![\w.-])(?=[0-9a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,40}(?![\w-])/g)].map(
    (match) => match[0],
  );
  const numbers = [
    ...plain.matchAll(/(?<![\w.,#-])\d{1,3}(?:[,\u202f\u00a0]\d{3})+(?![\w]|[.,]\d)|(?<![\w.,#-])\d{4,15}(?![\w]|[.,]\d)/g),
  ]
    .map((match) => match[0].replace(/\D/g, ''))
    .filter((digits) => !/^(?:19|20)\d\d$/.test(digits));
  const exact = [...new Set([...quoted, ...words])].map((token) => ({
    hint: token,
    pattern: new RegExp(`${boundary(token[0], '<!')}${escaped(token)}${boundary(token.at(-1), '!')}`, 'u'),
  }));
  return [...exact, ...[...new Set(numbers)].map(ofNumber)].slice(0, MAX_IDENTIFIERS);
}

/** A word character at the edge of a token must not go on beside it. */
const boundary = (edge: string | undefined, kind: '<!' | '!') =>
  edge && /[\p{L}\p{N}_]/u.test(edge) ? `(?${kind}[\\p{L}\\p{N}_])` : '';

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

function ofNumber(digits: string): Identifier {
  const groups = [digits.slice(0, digits.length % 3 || 3), ...(digits.slice(digits.length % 3 || 3).match(/\d{3}/g) ?? [])];
  return {
    hint: groups.at(-1) ?? digits,
    pattern: new RegExp(`(?<![\\w.])(?<!\\d,)${groups.join('[,_\\u202f\\u00a0]?')}(?![\\w]|[.,]\\d)`),
  };
}
