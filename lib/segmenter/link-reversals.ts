import { byTime, isLater, type Link, type LinkItem, type LinkSegment, type Placed } from '@/lib/segmenter/lineage';
import { linkWords } from '@/lib/segmenter/link-words';
import { clipped } from '@/lib/segmenter/quoted-title';
import { normalised } from '@/lib/segmenter/sentences';
import { straight } from '@/lib/segmenter/words';

const MIN_QUESTION_WORDS = 3;
const MIN_SHARED = 2;
const MAX_QUOTE = 160;
/** What a decision gives up: the words after, up to the end of the clause. */
const GIVES_UP =
  /\b(?:instead of|rather than|no longer|drop(?:ping)?|revert(?:ing)?|abandon(?:ing)?|switch(?:ing)?(?: back)? (?:away )?from|move(?:ing)? away from|replac(?:e|ing)|not)\s+([^.;:!?()]{3,100})/gi;
const ENDS = /\s(?:to|with|by|in favou?r of|and|but|because|since|so)\s/i;

/** The later decision that gives up what this one chose in so many words, or that answers the same question anew. */
export function supersedingLink({ item, segment }: Placed, segments: readonly LinkSegment[]): Link | null {
  const question = questionIn(item.text);
  const words = linkWords(item.text);
  for (const later of segments.filter((other) => isLater(other, segment)).sort(byTime)) {
    const found = later.items.find(
      (other) => other.field === 'decision' && (isAnsweredAnew(item, question, other) || givesUp(other, item, words)),
    );
    if (found) return superseding(item, later, found);
  }
  return null;
}

const superseding = (item: LinkItem, segment: LinkSegment, by: LinkItem): Link => ({
  itemId: item.id,
  segmentId: segment.id,
  kind: 'supersedes',
  isSuggestion: false,
  reason: `Decides: “${clipped(by.text.replace(/[“”]/g, '"'), MAX_QUOTE)}”.`,
  text: null,
  evidence: [...by.evidence],
});

/** The question that a decision answers, if it is stated and says enough to be the same one again. */
function questionIn(text: string): string | null {
  const question = text.match(/^[^?]{12,}\?(?=\s)/)?.[0];
  return question && linkWords(question).size >= MIN_QUESTION_WORDS ? normalised(question) : null;
}

const isAnsweredAnew = (item: LinkItem, question: string | null, other: LinkItem) =>
  question !== null && questionIn(other.text) === question && normalised(other.text) !== normalised(item.text);

/** Whether all words of what a decision gives up stand in the earlier one, and that one does not give them up itself. */
function givesUp(decision: LinkItem, earlier: LinkItem, words: ReadonlySet<string>): boolean {
  if (normalised(decision.text) === normalised(earlier.text)) return false;
  return givenUp(decision.text).some((lost) => {
    const gone = [...linkWords(lost)];
    return gone.length >= MIN_SHARED && gone.every((word) => words.has(word)) && givenUp(earlier.text).length === 0;
  });
}

const givenUp = (text: string): string[] =>
  [...straight(text).matchAll(GIVES_UP)].map(([, what = '']) => what.split(ENDS)[0] ?? '');
