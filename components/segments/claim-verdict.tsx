import type { ReactNode } from 'react';
import { eventPath } from '@/components/evidence/event-path';
import { Icon } from '@/components/ui/icon';
import { Prose } from '@/components/ui/prose';
import { formatNumber } from '@/lib/display';
import type { Claim } from '@/lib/segments/schema';

interface ClaimVerdictProps {
  verdict: Claim['verdict'];
  /** How an event is led to. */
  cite: (seq: number) => ReactNode;
}

/** What the events say against a sentence, under it: plainly if they contradict it, quietly if they only lack what it names. */
export function ClaimVerdict({ verdict, cite }: ClaimVerdictProps) {
  if (!verdict || verdict.is === 'confirmed') return null;
  if (verdict.is === 'unfounded')
    return (
      <span className="my-0.5 block text-small text-ink-3">
        <Prose text={`${verdict.reason}.`} /> {verdict.evidence.map(cite)}
      </span>
    );
  return (
    <span className="my-1 flex gap-1.5 text-small text-fail">
      <Icon name="failed" className="icon mt-[3px] flex-none" />
      <span>
        <span className="font-medium">Contradicted by the facts:</span> <Prose text={lowered(verdict.reason)} />
        {/* A space that does not break: a number alone on a line belongs to nothing. */}
        {verdict.evidence.length > 0 && '\u00a0'}
        <span className="whitespace-nowrap">{verdict.evidence.map(cite)}.</span>
      </span>
    </span>
  );
}

const lowered = (reason: string) => reason.replace(/^The\b/, 'the');

/** Of an outcome in a list, that the events contradict a sentence of it. */
export function ContradictedLine() {
  return (
    <p className="flex items-center gap-[5px] text-ui text-fail">
      <Icon name="failed" className="icon icon-sm" /> Contradicted by the facts
    </p>
  );
}

interface ContradictionsProps {
  claims: readonly Pick<Claim, 'verdict'>[];
  path: string;
  /** Claims above these: what contradicts them too is not said again. */
  said?: readonly Pick<Claim, 'verdict'>[];
}

const contradicted = (claims: ContradictionsProps['claims']) =>
  claims.flatMap(({ verdict }) => (verdict?.is === 'contradicted' ? [verdict] : []));

/** The contradicted sentences of a text that is shown without its citations: nobody has to open it to see that they are. */
export function Contradictions({ claims, path, said = [] }: ContradictionsProps) {
  const reasons = new Map(contradicted(claims).map((verdict) => [verdict.reason, verdict] as const));
  for (const { reason } of contradicted(said)) reasons.delete(reason);
  return [...reasons].map(([reason, verdict]) => (
    <ClaimVerdict
      key={reason}
      verdict={verdict}
      cite={(seq) => (
        <span key={seq} className="not-first:ms-1">
          (
          <a className="underline underline-offset-3" href={`${eventPath(path, seq)}#e${seq}`}>
            event {formatNumber(seq)}
          </a>
          )
        </span>
      )}
    />
  ));
}
