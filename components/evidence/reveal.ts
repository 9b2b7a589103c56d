/** Room above a revealed row, so that what led to it can be seen. */
const ROOM_ABOVE = 120;

/**
 * Brings the row of an event into view and returns the seq that names it; null if it is not in the list.
 * Where the pane scrolls by itself only the pane moves, else the page does.
 */
export function reveal(pane: HTMLElement, seq: number, { isSmooth }: { isSmooth: boolean }): number | null {
  const row = pane.querySelector<HTMLElement>(`[data-seqs~="${seq}"]`);
  if (!row) return null;
  const behavior = isSmooth && !matchMedia('(prefers-reduced-motion: reduce)').matches ? 'smooth' : 'instant';
  if (getComputedStyle(pane).overflowY === 'auto') {
    const top = pane.scrollTop + row.getBoundingClientRect().top - pane.getBoundingClientRect().top - ROOM_ABOVE;
    pane.scrollTo({ top, behavior });
  } else row.scrollIntoView({ block: 'start', behavior });
  return Number(row.id.slice(1));
}
