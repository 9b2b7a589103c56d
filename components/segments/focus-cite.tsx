'use client';

import type { ReactNode } from 'react';
import { eventPath } from '@/components/evidence/event-path';
import { useEvidence, useEvidenceStore } from '@/components/evidence/evidence-state';

interface ClaimTextProps {
  id: string;
  evidence: readonly number[];
  children: ReactNode;
}

/** A sentence that events prove: tints while one of them is pointed at. */
export function ClaimText({ id, evidence, children }: ClaimTextProps) {
  const isHot = useEvidence(({ hotSeq, hotClaim }) => {
    if (hotSeq === null || !evidence.includes(hotSeq)) return false;
    return hotClaim === null || hotClaim === id;
  });
  return (
    <span className={isHot ? 'rounded-[2px] bg-hover box-decoration-clone [box-shadow:0_0_0_3px_var(--color-hover)]' : undefined}>
      {children}
    </span>
  );
}

interface CiteProps {
  seq: number;
  claim: string;
  path: string;
  /** False where the event was found by its text and nobody cited it. */
  isCited: boolean;
}

/** The number of an event that proves a claim. Without scripts it is a link to that event. */
export function Cite({ seq, claim, path, isCited }: CiteProps) {
  const store = useEvidenceStore();
  const isHot = useEvidence((state) => state.hotSeq === seq && (state.hotClaim === null || state.hotClaim === claim));
  const isSelected = useEvidence((state) => state.selected === seq);
  const quiet = isCited
    ? 'bg-sunken text-ink-3 [box-shadow:inset_0_0_0_1px_var(--color-line)]'
    : 'text-ink-3 [outline:1px_dashed_var(--color-line-strong)] -outline-offset-1';
  const look = isHot || isSelected ? 'bg-ink text-bg' : quiet;
  return (
    <a
      className={`ms-[3px] me-px inline-flex h-[18px] items-center rounded-sm px-[5px] align-[1px] font-mono text-tiny leading-[1.125rem] font-medium hover:bg-ink hover:text-bg ${look}`}
      href={`${eventPath(path, seq)}#e${seq}`}
      title={isCited ? undefined : 'Matched by text: nobody cited this event'}
      onPointerEnter={() => store.point(seq, claim)}
      onPointerLeave={() => store.point(null)}
      onFocus={() => store.point(seq, claim)}
      onBlur={() => store.point(null)}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        store.select(seq);
      }}
    >
      <span className="sr-only">{isCited ? 'event ' : 'event matched by text '}</span>
      {seq}
    </a>
  );
}
