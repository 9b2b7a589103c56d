'use client';

import { type RefObject, useEffect } from 'react';
import { act } from '@/components/edits/acts';
import { button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import './split.css';

/** A long list is drawn over some frames. */
const MOST_FRAMES = 120;

/** Says what is chosen in the evidence while a segment is split, and leads to the places in view. Esc ends it. */
export function SplitBar({ pane }: { pane: RefObject<HTMLElement | null> }) {
  useEffect(() => {
    let frame = 0;
    const seek = (tries: number) => {
      const point = pointInView(pane.current);
      if (point) point.focus();
      else if (tries > 0) frame = requestAnimationFrame(() => seek(tries - 1));
    };
    seek(MOST_FRAMES);
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || document.querySelector('dialog[open]')) return;
      event.preventDefault(); // else it would lead back to the timeline
      stop();
    };
    document.addEventListener('keydown', leave, true);
    return () => {
      cancelAnimationFrame(frame);
      document.removeEventListener('keydown', leave, true);
    };
  }, [pane]);
  return (
    <div className="split-bar" role="status">
      Choose where the second part begins
      <button type="button" className={button({ size: 'sm', class: 'ms-auto' })} onClick={stop}>
        Cancel <Kbd>Esc</Kbd>
      </button>
    </div>
  );
}

/** The first place below the head of the pane; on a phone, of the list. */
function pointInView(pane: HTMLElement | null): HTMLElement | undefined {
  const points = [...(pane?.querySelectorAll<HTMLElement>('.split-point') ?? [])];
  const top = pane?.querySelector('h2')?.parentElement?.getBoundingClientRect().bottom ?? 0;
  return points.find((point) => point.getBoundingClientRect().top >= top) ?? points[0];
}

function stop(): void {
  act(null);
  document.querySelector<HTMLElement>('summary[aria-label="More"]')?.focus();
}
