import { Name } from '@/components/ui/name';
import { Prose } from '@/components/ui/prose';
import { type Clock, formatMoment } from '@/lib/display';
import type { SegmentPointer } from '@/lib/segments/pointer-schema';
import type { Resolution } from '@/lib/segments/resolution-schema';

type Kind = 'question' | 'next_step' | 'decision';

const DID: Record<Kind, Partial<Record<Resolution['how'], string>>> = {
  question: { answered: 'Answered', segment: 'Answered', dropped: 'Not needed' },
  next_step: { segment: 'Picked up', done: 'Done', dropped: 'Not needed' },
  decision: { superseded: 'Superseded' },
};

interface SayingProps {
  word: Resolution;
  kind: Kind;
  /** Where the page leads to a segment, if it is not the segment's own page. */
  href?: (to: SegmentPointer) => string;
}

/** "Answered by Mo": a person's name is in pencil, an agent's in ink; without a name, where a link shows none. */
export function Saying({ word: { how, by, in: to }, kind, href = ({ url }) => url }: SayingProps) {
  const did = DID[kind][how] ?? 'Settled';
  const isSilent = how === 'dropped' || how === 'done';
  return (
    <span className={by.party === 'person' ? 'text-pencil' : 'text-ink-2'}>
      {did}
      {by.is_you ? (isSilent ? ', you' : ' by you') : by.name && (isSilent ? ', ' : ' by ')}
      {!by.is_you && <Name text={by.name} />}
      {to && <Where to={to} href={href} />}
    </span>
  );
}

/** " in segment 7", or that it was later, where the place is not shown. */
function Where({ to, href }: { to: SegmentPointer; href: (to: SegmentPointer) => string }) {
  if (!to.url) return ' later';
  return (
    <>
      {' '}
      <a className="ref" href={href(to)}>
        in segment {to.n}
      </a>
    </>
  );
}

/** "Picked up in segment 7": what a later segment says, where nobody spoke. */
export const Linked = ({ did, to }: { did: string; to: SegmentPointer }) => (
  <span className="text-ink-3">
    {did}
    <Where to={to} href={({ url }) => url} />
  </span>
);

/** What somebody said, whole: who, when, and in which words. */
export function Word({ word, kind, clock }: { word: Resolution; kind: Kind; clock: Clock }) {
  return (
    <div className="border-s-2 border-pencil-line ps-3">
      <p className="text-meta text-ink-3 tabular-nums">
        <Saying word={word} kind={kind} /> · <time dateTime={word.by.at}>{formatMoment(word.by.at, clock)}</time>
      </p>
      {word.text && (
        <p className="mt-0.5 text-small whitespace-pre-line text-ink wrap-anywhere" dir="auto">
          <Prose text={word.text} />
        </p>
      )}
    </div>
  );
}
