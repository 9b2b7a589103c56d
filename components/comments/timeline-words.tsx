'use client';

import { useRouter } from 'next/navigation';
import { lazy, Suspense, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import type { Place } from '@/components/edits/editing';
import { getCurrent, itemOf } from '@/components/segments/current-segment';
import { say } from '@/components/ui/toast';
import { typeAhead } from '@/components/ui/type-ahead';
import { useKeys } from '@/components/ui/use-keys';
import { type Composing, compose, useComposing } from './composing';
import { pickedFrom } from './picked';
import { QuoteButton } from './quote-button';

const Composer = lazy(() => import('./composer').then((module) => ({ default: module.Composer })));
const TitleDialog = lazy(() => import('@/components/edits/title-dialog').then((module) => ({ default: module.TitleDialog })));

interface TimelineWordsProps {
  sid: string;
  cut: number;
  /** How many comments the page shows. */
  comments: number;
}

/** On the timeline: `C` comments on the segment that is read, or on what is selected; "Edit" beside a title writes it. */
export function TimelineWords({ sid, cut, comments }: TimelineWordsProps) {
  const [title, setTitle] = useState<Pick<Place, 'id' | 'n'> | null>(null);
  useKeys({
    c: (event) => {
      event.preventDefault(); // or the letter would be typed
      typeAhead();
      composeHere();
    },
  });
  useEffect(() => {
    const open = (event: MouseEvent) => {
      const act = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-edit-title], [data-comment]') : null;
      const n = Number(act?.dataset.editTitle);
      if (act && n) setTitle({ n, id: act.closest<HTMLElement>('[data-segment]')?.dataset.segment ?? '' });
      else if (act) composeHere();
    };
    document.addEventListener('click', open);
    return () => {
      document.removeEventListener('click', open);
      compose(null);
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other comments mean new markup
  useEffect(() => {
    if (!document.querySelector('[data-quoted]')) return;
    void import('./quote-mark').then(({ underlineQuoted }) => underlineQuoted());
  }, [comments]);
  const composing = useComposing();
  return (
    <>
      <QuoteButton />
      {composing && <InArticle key={composing.segment} sid={sid} cut={cut} composing={composing} />}
      {title !== null && (
        <Suspense>
          <TitleDialog place={{ ...title, sid, cut }} onClose={() => setTitle(null)} />
        </Suspense>
      )}
    </>
  );
}

/** On what is selected, else on the segment that is read. */
function composeHere(): void {
  const picked = pickedFrom(getSelection());
  const article = picked ? null : articleOf(getCurrent());
  if (picked) compose({ segment: picked.segment, n: picked.n, picked });
  else if (article) compose({ segment: article.dataset.segment ?? '', n: getCurrent(), picked: null });
}

const articleOf = (n: number): HTMLElement | null => itemOf(n)?.querySelector<HTMLElement>('article[data-segment]') ?? null;

/** The composer at the end of its segment. */
function InArticle({ sid, cut, composing }: { sid: string; cut: number; composing: Composing }) {
  const router = useRouter();
  const { segment, n, picked } = composing;
  const article = articleOf(n);
  if (!article) return null;
  const close = () => {
    compose(null);
    article.focus({ preventScroll: true });
  };
  return createPortal(
    <div className="composer-slot">
      <Suspense>
        <Composer
          key={picked ? `${picked.before.length} ${picked.shown}` : ''}
          place={{ id: segment, sid, n, cut }}
          composing={composing}
          onClose={close}
          onSaved={() => {
            close();
            router.refresh();
            say('Comment saved');
          }}
        />
      </Suspense>
    </div>,
    article,
  );
}
