'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { atEvent, copyPath } from '@/components/ui/copy-button';
import { say } from '@/components/ui/toast';
import { useKeys } from '@/components/ui/use-keys';

interface FocusKeysProps {
  n: number;
  path: string;
  timeline: string;
  previous: string | null;
  next: string | null;
}

/** The segment page that was shown before this one; null after a page load. */
let shownBefore: string | null = null;

/** J and K lead to the neighbours, a click on the tape to the segment that was clicked, E to the evidence, Esc back to the timeline, Y copies the link. */
export function FocusKeys({ n, path, timeline, previous, next }: FocusKeysProps) {
  const router = useRouter();
  const go = (to: string | null) => to && router.push(to);
  useKeys({
    j: () => go(next),
    k: () => go(previous),
    e: focusEvidence,
    escape: () => go(timeline),
    y: () =>
      copyPath(atEvent(path)).then(
        () => say(`Link to segment ${n} copied`),
        () => say('The clipboard is blocked'),
      ),
  });
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const group = event.target instanceof Element ? event.target.closest<SVGElement>('[data-seg]') : null;
      if (group) router.push(path.replace(/\d+(?=$|\?)/, group.dataset.seg ?? ''));
    };
    document.addEventListener('click', follow);
    return () => document.removeEventListener('click', follow);
  }, [path, router]);
  useEffect(() => {
    if (shownBefore !== null && shownBefore !== path) document.getElementById('segment-title')?.focus({ preventScroll: true });
    shownBefore = path;
  }, [path]);
  return null;
}

/** To the selected event if there is one, else to the first. */
function focusEvidence(): void {
  const evidence = document.getElementById('evidence');
  const selected = new URLSearchParams(location.search).get('event');
  const row = selected && evidence?.querySelector(`[data-seqs~="${CSS.escape(selected)}"]`);
  const summary = (row || evidence?.querySelector('[data-seqs]'))?.querySelector('summary');
  (summary ?? evidence)?.focus();
}
