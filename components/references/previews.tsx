'use client';

import { lazy, Suspense, useEffect, useRef, useState } from 'react';

/** Loaded with the first reference that is looked at. */
const PreviewCard = lazy(() => import('./preview-card'));

const OPEN_MS = 300;
const CLOSE_MS = 120;

interface PreviewsProps {
  project: string;
  sid: string;
}

/** Shows what is known of a reference, an `a[data-ref]` anywhere on the page, while the pointer or the focus is on it. */
export function ReferencePreviews({ project, sid }: PreviewsProps) {
  const [shown, setShown] = useState<HTMLAnchorElement | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const later = (anchor: HTMLAnchorElement | null) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setShown(anchor), anchor ? OPEN_MS : CLOSE_MS);
  };
  const latest = useRef(later);
  useEffect(() => {
    const enter = (event: Event) => {
      if (event instanceof PointerEvent && event.pointerType === 'touch') return;
      const target = event.target instanceof Element ? event.target : null;
      const anchor = target?.closest<HTMLAnchorElement>('a[data-ref]');
      if (anchor) latest.current(anchor);
      else if (target?.closest('.ref-card')) clearTimeout(timer.current);
      else latest.current(null);
    };
    const close = (event: KeyboardEvent) => {
      if (event.key === 'Escape') clearTimeout(timer.current);
    };
    document.addEventListener('pointerover', enter);
    document.addEventListener('focusin', enter);
    document.addEventListener('keydown', close);
    return () => {
      clearTimeout(timer.current);
      document.removeEventListener('pointerover', enter);
      document.removeEventListener('focusin', enter);
      document.removeEventListener('keydown', close);
    };
  }, []);
  if (!shown) return null;
  return (
    <Suspense>
      <PreviewCard key={shown.dataset.ref} anchor={shown} project={project} sid={sid} onClose={() => setShown(null)} />
    </Suspense>
  );
}
