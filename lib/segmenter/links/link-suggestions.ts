import { pushTo } from '@/lib/multimap';
import { byTime, isLater, type Link, type LinkSegment, type Placed } from '@/lib/segmenter/links/lineage';
import { identifiersIn } from '@/lib/segmenter/links/link-words';
import { enumerated } from '@/lib/segmenter/text/words';

const MIN_NAMES = 2;
/** A name that more segments than this have is a subject of the whole work, not of a question. */
const MAX_SEGMENTS = 4;
const MAX_SAID = 3;

/** The identifiers of segments: what each names, and how it was written. */
export interface Names {
  bySegment: ReadonlyMap<LinkSegment, ReadonlySet<string>>;
  segmentsOf: ReadonlyMap<string, readonly LinkSegment[]>;
}

/** Gathers what segments name, so that each question is one look-up. */
export function namesOf(segments: readonly LinkSegment[]): Names {
  const bySegment = new Map<LinkSegment, ReadonlySet<string>>();
  const segmentsOf = new Map<string, LinkSegment[]>();
  for (const segment of [...segments].sort(byTime)) {
    const names = identifiersIn(wordsOf(segment));
    bySegment.set(segment, names);
    for (const name of names) pushTo(segmentsOf, name, segment);
  }
  return { bySegment, segmentsOf };
}

/** What a segment says and does: its own open ends are no news. */
const wordsOf = ({ title, ask, outcome, files, signals, items }: LinkSegment): string =>
  [
    title,
    ask,
    outcome,
    ...files.map((file) => `\`${file}\``),
    ...signals.prompts.map(({ text }) => text),
    ...signals.commits.map(({ text }) => text),
    ...items.filter(({ field }) => field === 'decision').map(({ text }) => text),
  ].join('\n');

/** The later segment that shares most of the rare names of a question and commits or decides something: it may answer it, unless that was refused. */
export function suggestedAnswer(
  { item, segment }: Placed,
  { bySegment, segmentsOf }: Names,
  isRefused: (segmentId: string) => boolean,
): Link | null {
  const rare = [...identifiersIn(item.text)].filter((name) => (segmentsOf.get(name)?.length ?? 0) <= MAX_SEGMENTS);
  if (rare.length < MIN_NAMES) return null;
  const later = [...new Set(rare.flatMap((name) => segmentsOf.get(name) ?? []))].filter((other) => isLater(other, segment));
  const shared = (other: LinkSegment) => rare.filter((name) => bySegment.get(other)?.has(name));
  const [best] = later
    .filter((other) => shared(other).length >= MIN_NAMES && endOf(other) !== null && !isRefused(other.id))
    .sort((a, b) => shared(b).length - shared(a).length || byTime(a, b));
  if (!best) return null;
  const names = shared(best).slice(0, MAX_SAID);
  return {
    itemId: item.id,
    segmentId: best.id,
    kind: 'answers',
    isSuggestion: true,
    reason: `Names ${enumerated(names.map((name) => (/^#|^[A-Z]+-\d/.test(name) ? name : `\`${name}\``)))}, and ${endOf(best)}.`,
    text: null,
    evidence: [],
  };
}

/** What a segment does that may settle a question. */
function endOf({ hasShipped, items }: LinkSegment): string | null {
  if (hasShipped) return 'ends with a commit';
  return items.some(({ field }) => field === 'decision') ? 'decides something' : null;
}
