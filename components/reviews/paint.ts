import { itemOf } from '@/components/segments/current-segment';
import { byText, initialsOf } from './initials';
import { allSegments, hasFailed, isUnsaved, stateOf } from './review-state';
import type { MarkState, Reviewable } from './reviewable';

/** Reviewed segments that the reader has opened again. */
const opened = new Set<number>();
/** What each segment showed last, so that a mark touches one item and not hundreds. */
let painted = new Map<number, string>();

const isOpen = (n: number): boolean => stateOf(n) === 'off' || opened.has(n);

/** Shows what has changed: in the list, in the outline and on the tape. */
export function paint(): void {
  const news = new Set<number>();
  for (const entry of allSegments()) {
    const state = stateOf(entry.n);
    const look = [state, isUnsaved(entry), hasFailed(entry), entry.by].join();
    if (painted.get(entry.n) === look) continue;
    const isNews = painted.has(entry.n);
    painted.set(entry.n, look);
    paintItem(entry, state, isNews);
    news.add(entry.n);
  }
  if (news.size > 0) paintGroups(news);
}

/** Everything once more, after the server has sent new markup. */
export function repaint(): void {
  painted = new Map();
  paint();
}

/** One segment once more, whose markup came later. */
export function paintAgain(n: number): void {
  painted.delete(n);
  paint();
}

/** Opens or closes a reviewed segment; its mark stays. */
export function setOpen(n: number, isWanted: boolean): void {
  if (isWanted) opened.add(n);
  else opened.delete(n);
  const details = detailsOf(n);
  if (details) details.open = isOpen(n);
}

export const detailsOf = (n: number): HTMLDetailsElement | null =>
  itemOf(n)?.querySelector<HTMLDetailsElement>(':scope > details') ?? null;

function paintItem(entry: Reviewable, state: MarkState, isNews: boolean): void {
  const item = itemOf(entry.n);
  if (!item) return;
  if (state === 'on' && isNews && item.dataset.mark !== 'on') opened.delete(entry.n);
  item.toggleAttribute('data-just', isNews && state === 'on');
  item.toggleAttribute('data-busy', isUnsaved(entry));
  item.toggleAttribute('data-failed', hasFailed(entry));
  setMark(item, state);
  const details = detailsOf(entry.n);
  if (details) details.open = isOpen(entry.n);
  const box = item.querySelector<HTMLInputElement>('.rev input');
  if (box) box.checked = state === 'on';
  const by = item.querySelector('.rev-by');
  if (by && by.textContent !== initialsOf(entry.by)) {
    by.textContent = initialsOf(entry.by);
    by.setAttribute('title', byText(entry.by));
  }
}

function setMark(element: Element, state: MarkState): void {
  if (state === 'off') element.removeAttribute('data-mark');
  else element.setAttribute('data-mark', state);
}

/** Lines of the outline and parts of the tape; one may stand for several segments. */
const GROUPS = '#outline a, .tape [data-seg], .tape [data-label]';

/** A group is reviewed where all segments are that it stands for; only those with something new are touched. */
function paintGroups(news: ReadonlySet<number>): void {
  for (const group of document.querySelectorAll<HTMLElement | SVGElement>(GROUPS)) {
    const { from, seg, label, to } = group.dataset;
    const first = Number(from ?? seg ?? label);
    const numbers = Array.from({ length: Number(to ?? first) - first + 1 }, (_, i) => first + i);
    if (numbers.some((n) => news.has(n))) setMark(group, numbers.every((n) => stateOf(n) === 'on') ? 'on' : 'off');
  }
}
