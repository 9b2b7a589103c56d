'use client';

import { useEffect, useState } from 'react';
import { button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { compose } from './composing';
import { type Picked, pickedFrom } from './picked';

/** A selection does not end while the pointer is down. */
const REST_MS = 120;

interface Place {
  picked: Picked;
  top: number;
  left: number;
}

/** A small button at the end of what is selected in a segment. */
export function QuoteButton() {
  const [place, setPlace] = useState<Place | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      timer = setTimeout(() => setPlace(placeOf(getSelection())), REST_MS);
    };
    const hide = () => setPlace(null);
    document.addEventListener('selectionchange', look);
    document.addEventListener('scroll', hide, true);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('selectionchange', look);
      document.removeEventListener('scroll', hide, true);
    };
  }, []);
  if (!place) return null;
  const { picked, top, left } = place;
  return (
    <button
      type="button"
      className={button({ size: 'sm', class: 'quote-button' })}
      style={{ top, left }}
      onPointerDown={(event) => event.preventDefault()} // the selection stays
      onClick={() => {
        compose({ segment: picked.segment, n: picked.n, picked });
        setPlace(null);
      }}
    >
      <Icon name="comment" className="icon icon-sm" /> Comment
    </button>
  );
}

function placeOf(selection: Selection | null): Place | null {
  const picked = pickedFrom(selection);
  const ends = [...(picked && selection ? selection.getRangeAt(0).getClientRects() : [])];
  const end = ends.at(-1);
  if (!picked || !end) return null;
  const BUTTON = { width: 108, height: 40 };
  return {
    picked,
    top: Math.min(end.bottom + 4, innerHeight - BUTTON.height),
    left: Math.max(8, Math.min(end.right - 24, innerWidth - BUTTON.width)),
  };
}
