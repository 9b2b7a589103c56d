'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { atEvent, copyAndSay } from '@/components/ui/copy-button';
import { useKeys } from '@/components/ui/use-keys';

interface FocusKeysProps {
  n: number;
  path: string;
  timeline: string;
  previous: string | null;
  next: string | null;
}

/** J and K lead to the neighbours, a click on the tape to the segment that was clicked, E to the evidence, Esc back to the timeline, Y copies the link. */
export function FocusKeys({ n, path, timeline, previous, next }: FocusKeysProps) {
  const router = useRouter();
  const go = (to: string | null) => to && router.push(to);
  useKeys({
    j: () => go(next),
    k: () => go(previous),
    e: focusEvidence,
    escape: () => go(timeline),
    y: () => copyAndSay(atEvent(path), `Link to segment ${n} copied`),
  });
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const group = event.target instanceof Element ? event.target.closest<SVGElement>('[data-seg]') : null;
      if (group) router.push(path.replace(/\d+(?=$|\?)/, group.dataset.seg ?? ''));
    };
    document.addEventListener('click', follow);
    return () => document.removeEventListener('click', follow);
  }, [path, router]);
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
