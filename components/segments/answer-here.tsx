'use client';

import { lazy, Suspense, useRef, useState } from 'react';
import { useMayReview } from '@/components/shell/may-review';
import { Kbd } from '@/components/ui/kbd';
import { typeAhead } from '@/components/ui/type-ahead';
import { useKeys } from '@/components/ui/use-keys';
import type { SegmentPointer } from '@/lib/segments/pointer-schema';
import { useAnswered } from './use-answered';

const InlineAnswer = lazy(() => import('./inline-answer'));

interface AnswerHereProps {
  /** The question. */
  id: string;
  /** The segment that may answer it. */
  suggested: SegmentPointer | null;
}

/** Answers an open question where it stands: by the segment that is suggested, or in words. `A` does so for the first one of the current segment. */
export function AnswerHere({ id, suggested }: AnswerHereProps) {
  const refresh = useAnswered();
  const [isOpen, setOpen] = useState(false);
  const [told, setTold] = useState<string | null>(null);
  const root = useRef<HTMLSpanElement>(null);
  const mayReview = useMayReview();
  const close = () => {
    setOpen(false);
    requestAnimationFrame(() => root.current?.querySelector('button')?.focus());
  };
  const act = async (what: 'accept' | 'refuse') => {
    if (!suggested) return;
    setTold(what === 'accept' ? `Answered by you in segment ${suggested.n}` : '');
    const acts = await import('./answer-acts');
    await acts[what](id, suggested, { refresh, forget: () => setTold(null) });
  };
  useKeys({
    a: (event) => {
      if (!mayReview || told !== null || root.current === null || root.current !== firstOpen()) return;
      event.preventDefault();
      if (suggested) act('accept');
      else {
        typeAhead();
        setOpen(true);
      }
    },
  });
  if (!mayReview) return null;
  if (told !== null) return <span className="block text-small text-pencil">{told}</span>;
  if (isOpen)
    return (
      <Suspense>
        <InlineAnswer id={id} onTell={setTold} onClose={close} refresh={refresh} />
      </Suspense>
    );
  const button = 'quiet-link inline-flex min-h-6 items-center gap-1.5 text-meta text-ink-2 max-md:min-h-11';
  return (
    <span ref={root} data-answer className="answer-here flex flex-wrap items-center gap-x-4 print:hidden">
      {suggested ? (
        <>
          <button type="button" className={button} onClick={() => act('accept')}>
            It answers this <Key />
          </button>
          <button type="button" className={button} onClick={() => act('refuse')}>
            It doesn’t
          </button>
        </>
      ) : (
        <button type="button" className={button} onClick={() => setOpen(true)}>
          Answer <Key />
        </button>
      )}
    </span>
  );
}

/** The key is told where the segment is the current one. */
const Key = () => (
  <span className="answer-key contents">
    <Kbd>A</Kbd>
  </span>
);

/** The first question of the current segment that can be answered; on the page of one segment, its first. */
function firstOpen(): Element | null {
  const segments = document.getElementById('segments');
  return (segments ? segments.querySelector('article[data-current]') : document)?.querySelector('[data-answer]') ?? null;
}
