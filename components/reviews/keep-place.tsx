'use client';

import { Component } from 'react';
import { getCurrent, itemOf } from '@/components/segments/current-segment';

/** What the reader looks at: the current segment where it is in sight, else the first that is. */
function placeNow(): { item: Element; top: number } | null {
  if (scrollY === 0) return null;
  const isInSight = (item: Element) => {
    const { top, bottom } = item.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };
  const current = itemOf(getCurrent());
  const item = current && isInSight(current) ? current : [...document.querySelectorAll('#segments > li[id]')].find(isInSight);
  return item ? { item, top: item.getBoundingClientRect().top } : null;
}

function restore(place: ReturnType<typeof placeNow>): void {
  if (!place?.item.isConnected) return;
  const moved = place.item.getBoundingClientRect().top - place.top;
  if (Math.abs(moved) > 0.5) scrollBy({ top: moved, behavior: 'instant' });
}

/** Does what may change the page above the reader, without moving what is read. */
export function keepPlace(work: () => void): void {
  const place = placeNow();
  work();
  restore(place);
}

/** The same while React puts new markup of the server into the page. */
export class KeepPlace extends Component<{ version: unknown }> {
  override getSnapshotBeforeUpdate(): ReturnType<typeof placeNow> {
    return placeNow();
  }
  override componentDidUpdate(_props: unknown, _state: unknown, place: ReturnType<typeof placeNow>): void {
    restore(place);
  }
  override render() {
    return null;
  }
}
