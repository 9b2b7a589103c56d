'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { DockMark } from '@/components/reviews/dock-mark';
import { button } from '@/components/ui/button';
import { CopyButton, copyAndSay } from '@/components/ui/copy-button';
import { Icon } from '@/components/ui/icon';
import { Kbd } from '@/components/ui/kbd';
import { say } from '@/components/ui/toast';
import { useKeys } from '@/components/ui/use-keys';
import { getCurrent, itemOf, pageOf, step, useCurrent, useMarks } from './current-segment';
import { useReading } from './use-reading';

/** Moves through the segments by key and by button, and gives the current one its actions. */
export function TimelineControls({ of, mayReview }: { of: number; mayReview: boolean }) {
  const router = useRouter();
  useReading(of);
  useStuck();
  const open = (event: KeyboardEvent) => {
    const isOnControl = event.target instanceof Element && event.target.closest('a, button, summary, label') !== null;
    const { url, line } = pageOf(getCurrent());
    if (event.key === 'Enter' && isOnControl) return;
    if (event.key === 'Enter' && line) line.click();
    else if (url) router.push(url);
  };
  const copy = () => {
    const url = pageOf(getCurrent()).url;
    if (url) void copyAndSay(url, `Link to segment ${getCurrent()} copied`);
  };
  useIsoTimes();
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    e: open,
    enter: open,
    y: copy,
  });
  return (
    <>
      <CurrentActions mayReview={mayReview} />
      <Dock of={of} mayReview={mayReview} />
    </>
  );
}

/** Sets `data-stuck` on the page while the bar with the tape is stuck to the top: the outline then carries the session's title. */
function useStuck(): void {
  useEffect(() => {
    const probe = document.getElementById('tape-probe');
    if (!probe) return;
    const observer = new IntersectionObserver(([entry]) => {
      document.body.toggleAttribute(
        'data-stuck',
        entry !== undefined && !entry.isIntersecting && entry.boundingClientRect.top < 1,
      );
    });
    observer.observe(probe);
    return () => {
      observer.disconnect();
      document.body.removeAttribute('data-stuck');
    };
  }, []);
}

/** "Copy ISO" beside the times of a segment. */
function useIsoTimes(): void {
  useEffect(() => {
    const onClick = ({ target }: Event) => {
      const iso = target instanceof Element && target.closest<HTMLElement>('[data-iso]')?.dataset.iso;
      if (!iso) return;
      navigator.clipboard.writeText(iso).then(
        () => say(`${iso} copied`),
        () => say('The clipboard is blocked'),
      );
    };
    document.addEventListener('click', onClick);
    return () => document.removeEventListener('click', onClick);
  }, []);
}

/** At the end of the current segment; all segments keep the room for them, so that nothing moves when another becomes current. */
function CurrentActions({ mayReview }: { mayReview: boolean }) {
  const n = useCurrent();
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  const marks = useMarks();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new mark may mean new markup of the same segment
  useEffect(() => setSlot(itemOf(n)?.querySelector<HTMLElement>('.seg') ?? null), [n, marks]);
  const { url, hasEvents } = slot ? pageOf(n) : {};
  if (!slot || !url) return null;
  return createPortal(
    <div className="current-actions">
      <Link prefetch={false} className={button({ variant: 'ghost', size: 'sm' })} href={url} aria-keyshortcuts="E">
        <Icon name="evidence" /> {hasEvents ? 'Evidence' : 'Open'} <Kbd>E</Kbd>
      </Link>
      {mayReview && (
        <button
          type="button"
          className={button({ variant: 'ghost', size: 'sm' })}
          aria-keyshortcuts="C"
          data-comment=""
          onPointerDown={(event) => event.preventDefault()} // the selection stays
        >
          <Icon name="comment" /> Comment <Kbd>C</Kbd>
        </button>
      )}
      <CopyButton key={url} path={url} variant="ghost" size="sm" shortcut="Y" />
    </div>,
    slot,
  );
}

/** Within reach of a thumb. */
function Dock({ of, mayReview }: { of: number; mayReview: boolean }) {
  const n = useCurrent();
  const [{ url, hasEvents }, setPage] = useState<Partial<ReturnType<typeof pageOf>>>({});
  useEffect(() => setPage(pageOf(n)), [n]);
  return (
    <section className={`dock ${mayReview ? 'dock-review' : ''}`} aria-label="Segment navigation">
      <button type="button" className="dock-button" aria-label="Previous segment" disabled={n <= 1} onClick={() => step(-1)}>
        <Icon name="up" />
      </button>
      <button type="button" className="dock-button" aria-label="Next segment" disabled={n >= of} onClick={() => step(1)}>
        <Icon name="down" />
      </button>
      {mayReview && <DockMark n={n} />}
      <Link
        prefetch={false}
        className="dock-button gap-2"
        href={url ?? '#segments'}
        aria-label={mayReview ? `${hasEvents ? 'Evidence for' : 'Open'} segment ${n}` : undefined}
      >
        <Icon name="evidence" /> {!mayReview && `${hasEvents ? 'Evidence for' : 'Open segment'} ${n}`}
      </Link>
    </section>
  );
}
