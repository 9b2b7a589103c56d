import { pushTo } from '@/lib/multimap';
import { byTime, isLater, type Link, type LinkItem, type LinkSegment, type Placed } from '@/lib/segmenter/links/lineage';
import { linkWords } from '@/lib/segmenter/links/link-words';
import { normalised } from '@/lib/segmenter/text/sentences';
import { inQuotes, straight } from '@/lib/segmenter/text/words';

const MIN_QUESTION_WORDS = 3;
const MIN_SHARED = 2;
const MAX_QUOTE = 160;
/** What a decision gives up: the words after, up to the end of the clause. */
const GIVES_UP =
  /\b(?:instead of|rather than|no longer|drop(?:ping)?|revert(?:ing)?|abandon(?:ing)?|switch(?:ing)?(?: back)? (?:away )?from|move(?:ing)? away from|replac(?:e|ing)|not)\s+([^.;:!?()]{3,100})/gi;
const ENDS = /\s(?:to|with|by|in favou?r of|and|but|because|since|so)\s/i;

/** A decision that takes back what another one chose, or answers a question that may have been answered before. */
interface Later {
  segment: LinkSegment;
  item: LinkItem;
  /** The words of each thing that it gives up. */
  gone: Set<string>[];
}

/** Decisions that may supersede earlier ones, in order of time. */
export interface Reversals {
  givingUp: readonly Later[];
  byQuestion: ReadonlyMap<string, readonly Later[]>;
}

/** Gathers the decisions of segments by what they may supersede. */
export function reversalsOf(segments: readonly LinkSegment[]): Reversals {
  const givingUp: Later[] = [];
  const byQuestion = new Map<string, Later[]>();
  for (const segment of [...segments].sort(byTime)) {
    for (const item of segment.items.filter(({ field }) => field === 'decision')) {
      const later = { segment, item, gone: givenUp(item.text) };
      if (later.gone.length > 0) givingUp.push(later);
      const question = questionIn(item.text);
      if (question) pushTo(byQuestion, question, later);
    }
  }
  return { givingUp, byQuestion };
}

/** The later decision that gives up what this one chose in so many words, or that answers the same question anew. */
export function supersedingLink({ item, segment }: Placed, { givingUp, byQuestion }: Reversals): Link | null {
  const isOther = (later: Later) => isLater(later.segment, segment) && normalised(later.item.text) !== normalised(item.text);
  const again = byQuestion.get(questionIn(item.text) ?? '')?.find(isOther);
  if (again) return superseding(item, again);
  if (givingUp.length === 0 || givenUp(item.text).length > 0) return null;
  const words = linkWords(item.text);
  const taken = givingUp.find((later) => isOther(later) && later.gone.some((gone) => [...gone].every((word) => words.has(word))));
  return taken ? superseding(item, taken) : null;
}

const superseding = (item: LinkItem, { segment, item: by }: Later): Link => ({
  itemId: item.id,
  segmentId: segment.id,
  kind: 'supersedes',
  isSuggestion: false,
  reason: `Decides: ${inQuotes(by.text, MAX_QUOTE)}.`,
  text: null,
  evidence: [...by.evidence],
});

/** The question that a decision answers, if it is stated and says enough to be the same one again. */
function questionIn(text: string): string | null {
  const question = text.match(/^[^?]{12,}\?(?=\s)/)?.[0];
  return question && linkWords(question).size >= MIN_QUESTION_WORDS ? normalised(question) : null;
}

/** What a decision gives up, where it says enough to be the same thing again. */
const givenUp = (text: string): Set<string>[] =>
  [...straight(text).matchAll(GIVES_UP)]
    .map(([, what = '']) => linkWords(what.split(ENDS)[0] ?? ''))
    .filter((words) => words.size >= MIN_SHARED);
