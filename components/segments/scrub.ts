import { goTo } from './current-segment';

/** Less than this is a click whose hand was not still. */
const STILL_PX = 4;

/** Drawing along the tape leads through the segments below the pointer; a click on one, which is the same for a hand that does not draw, leads to it. */
export function scrubBy(page: Document, signal: AbortSignal): void {
  let begun: { x: number; n: number; groups: NodeListOf<SVGElement> } | null = null;
  const end = () => {
    begun = null;
  };
  page.addEventListener(
    'pointerdown',
    ({ target, clientX, button }) => {
      const svg = button === 0 && target instanceof Element ? target.closest('.tape svg') : null;
      begun = svg && { x: clientX, n: 0, groups: svg.querySelectorAll<SVGElement>('[data-seg]') };
    },
    { signal },
  );
  page.addEventListener(
    'pointermove',
    ({ clientX, buttons }) => {
      if (!begun || buttons !== 1) return end();
      if (begun.n === 0 && Math.abs(clientX - begun.x) < STILL_PX) return;
      // By place alone: the tape may stick to the top of the page after the first jump, away from the pointer.
      const at = [...begun.groups].findLast((group) => group.getBoundingClientRect().left <= clientX) ?? begun.groups[0];
      const n = Number(at?.dataset.seg);
      if (!n || n === begun.n) return;
      begun.n = n;
      goTo(n);
    },
    { signal },
  );
  for (const name of ['pointerup', 'pointercancel'] as const) page.addEventListener(name, end, { signal });
}
