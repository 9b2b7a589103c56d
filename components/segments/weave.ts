/** A stretch of a field's text; `claim` is the index of the claim whose sentence it is. */
export interface Stretch {
  text: string;
  claim: number | null;
}

/**
 * A field's text with its claims found in it, in the order of the text. Joined, the stretches are the text.
 * A claim whose words are not in the text (somebody edited one of them) is named in `lost`: its citations follow the text.
 */
export function weave(text: string, claims: readonly { text: string }[]): { stretches: Stretch[]; lost: number[] } {
  const found: { start: number; end: number; claim: number }[] = [];
  const lost: number[] = [];
  let from = 0;
  for (const [claim, { text: sentence }] of claims.entries()) {
    const words = sentence.trim();
    const start = words === '' ? -1 : firstFree(text, words, from, found);
    if (start === -1) lost.push(claim);
    else {
      found.push({ start, end: start + words.length, claim });
      from = start + words.length;
    }
  }
  return { stretches: stretchesOf(text, found), lost };
}

/** Claims come in the order of the text as a rule; one out of order is looked for from the start. */
function firstFree(text: string, words: string, from: number, found: readonly { start: number; end: number }[]): number {
  for (const begin of [from, 0]) {
    const start = text.indexOf(words, begin);
    if (start !== -1 && !found.some((other) => start < other.end && start + words.length > other.start)) return start;
  }
  return -1;
}

function stretchesOf(text: string, found: { start: number; end: number; claim: number }[]): Stretch[] {
  const stretches: Stretch[] = [];
  let end = 0;
  for (const { start, end: next, claim } of found.sort((a, b) => a.start - b.start)) {
    if (start > end) stretches.push({ text: text.slice(end, start), claim: null });
    stretches.push({ text: text.slice(start, next), claim });
    end = next;
  }
  if (end < text.length) stretches.push({ text: text.slice(end), claim: null });
  return stretches;
}

/** A sentence and the mark that ends it: citations stand between the two. */
export function splitEnd(sentence: string): [words: string, end: string] {
  const end = /[.!?;:…]*\s*$/.exec(sentence)?.[0] ?? '';
  return [sentence.slice(0, sentence.length - end.length), end];
}
