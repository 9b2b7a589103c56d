import type { ReactNode } from 'react';
import { FlagNote } from '@/components/edits/flag-note';
import { claimId } from '@/components/evidence/citations';
import { visible } from '@/components/evidence/safe-text';
import { Prose, type ProseReference } from '@/components/ui/prose';
import { type Clock, formatNumber } from '@/lib/display';
import type { Claim } from '@/lib/segments/schema';
import type { Flag } from '@/lib/segments/word-schema';
import { ClaimVerdict } from './claim-verdict';
import { Cite, ClaimText } from './focus-cite';
import { splitEnd, weave } from './weave';

/** Citations beside one sentence before the rest is only counted. */
const MOST_CITES = 12;

interface Common {
  /** The field's name in the record, such as "key decision". */
  field: string;
  path: string;
  references: ProseReference[];
  /** What people called wrong in the segment. */
  flags: readonly Flag[];
  clock: Clock;
  mayUnflag: boolean;
}

/** One sentence with the events that prove it, before the mark that ends it. */
export function CitedSentence({ claim, index, field, path, references, ...more }: Common & { claim: Claim; index: number }) {
  const [words, end] = splitEnd(claim.text);
  const id = claimId(field, index);
  return (
    <>
      <ClaimText id={id} evidence={claim.evidence}>
        <Prose text={words} references={references} />
      </ClaimText>
      <Cites claim={claim} id={id} path={path} end={end} />
      <span data-aside="">
        <ClaimVerdict verdict={claim.verdict} cite={(seq) => <Cite key={seq} seq={seq} claim={id} path={path} isCited />} />
      </span>
      {flagsOf(more.flags, field, claim.text).map((flag) => (
        <FlagNote key={flag.id} flag={flag} clock={more.clock} mayRemove={more.mayUnflag && flag.mine} />
      ))}
    </>
  );
}

/** Flags of a claim: it is known by its field and words. */
const flagsOf = (flags: readonly Flag[], field: string, text: string): Flag[] =>
  flags.filter((flag) => flag.field === field.replace(' ', '_') && flag.text.trim() === text.trim());

/** A field's text with the events that prove each sentence of it. */
export function CitedText({ text, claims, ...common }: Common & { text: string; claims: readonly Claim[] }) {
  const { stretches, lost } = weave(text, claims);
  return (
    <>
      {stretches.map((stretch, i) => {
        const claim = stretch.claim === null ? undefined : claims[stretch.claim];
        return claim && stretch.claim !== null ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the stretches of one text never move
          <CitedSentence key={i} claim={{ ...claim, text: stretch.text }} index={stretch.claim} {...common} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the stretches of one text never move
          <Prose key={i} text={stretch.text} references={common.references} />
        );
      })}
      {lost.map((index) => {
        const claim = claims[index];
        return claim && <Cites key={index} claim={claim} id={claimId(common.field, index)} path={common.path} />;
      })}
    </>
  );
}

function Cites({
  claim,
  id,
  path,
  end = '',
}: {
  claim: Pick<Claim, 'evidence' | 'support'>;
  id: string;
  path: string;
  end?: string;
}): ReactNode {
  const shown = claim.evidence.slice(0, MOST_CITES);
  const more = claim.evidence.length - shown.length;
  const cite = (seq: number) => <Cite key={seq} seq={seq} claim={id} path={path} isCited={claim.support === 'cited'} />;
  return (
    <>
      {shown.slice(0, -1).map(cite)}
      <span className="whitespace-nowrap">
        {shown.slice(-1).map(cite)}
        {more > 0 && <span className="ms-1 text-meta text-ink-3">and {formatNumber(more)} more</span>}
        {visible(end)}
      </span>
    </>
  );
}
