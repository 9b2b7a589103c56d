import { getCurrent, goTo, itemOf } from '@/components/segments/current-segment';
import { canUndo, say, sayUndoable } from '@/components/ui/toast';
import { advanceAfterMarking } from '@/components/ui/use-keys';
import { countOf } from '@/lib/display';
import { keepPlace } from './keep-place';
import { detailsOf, setOpen } from './paint';
import { allSegments, announce, coverageText, leftToReview, setMarks, stateOf } from './review-state';

/** The next segment to review after a number, from the start again after the last; null where all are. */
export function nextToReview(after: number): number | null {
  const left = leftToReview().filter(isShown);
  return left.find((n) => n > after) ?? left.find((n) => n !== after) ?? null;
}

const isShown = (n: number): boolean => itemOf(n)?.offsetParent !== null;

/** Goes to the next segment to review, and opens it where it was reviewed before it changed. */
export function goToNext(): void {
  const next = nextToReview(getCurrent()) ?? (stateOf(getCurrent()) === 'on' ? null : getCurrent());
  if (next === null) say('All reviewed');
  else openAt(next);
}

export function openAt(n: number): void {
  setOpen(n, true);
  goTo(n);
}

/** `X`: reviewed or not, and on to the next one to review. */
export function toggleCurrent(): void {
  const n = getCurrent();
  if (stateOf(n) === 'on') unmark(n);
  else mark(n, true);
}

/** A click on the box: it advances where the segment's head is out of sight, else the segment closes in its place. */
export function toggleByPointer(n: number, isOn: boolean): void {
  if (isOn) mark(n, (itemOf(n)?.getBoundingClientRect().top ?? 0) < 0);
  else unmark(n);
}

function mark(n: number, byKey: boolean): void {
  const before = whereNow(n);
  const next = nextToReview(n);
  const { undo } = setMarks([n], true);
  canUndo(() => {
    undo();
    before.restore();
    announce(`Segment ${n} is not reviewed. ${coverageText()}.`);
  });
  if (byKey && advanceAfterMarking() && next !== null) openAt(next);
  else focusBody(advanceAfterMarking() ? (next ?? n) : n);
  announce(`Segment ${n} reviewed. ${coverageText()}.`);
}

function unmark(n: number): void {
  keepPlace(() => {
    const { undo } = setMarks([n], false);
    canUndo(() => keepPlace(undo));
  });
  announce(`Segment ${n} is not reviewed. ${coverageText()}.`);
}

/** Marks or unmarks many: all that a person undoes at once. */
export function markMany(numbers: number[], isOn: boolean): void {
  const before = whereNow(getCurrent());
  const { count, undo } = setMarks(numbers, isOn);
  if (count === 0) {
    say('Nothing to change');
    return;
  }
  sayUndoable(`${countOf(count, 'segment')} ${isOn ? 'marked reviewed' : 'not reviewed any more'}`, () => {
    undo();
    before.restore();
  });
}

/** `⇧X`: reviewed up to here. */
export function markUpToHere(): void {
  const n = getCurrent();
  markMany(
    [...allSegments()].map((entry) => entry.n).filter((each) => each <= n),
    true,
  );
  const next = nextToReview(n);
  if (next !== null && advanceAfterMarking()) openAt(next);
}

/** Everything between two boxes, as the second one is now. */
export function markBetween(from: number, to: number, isOn: boolean): void {
  const [first, last] = [Math.min(from, to), Math.max(from, to)];
  keepPlace(() =>
    markMany(
      Array.from({ length: last - first + 1 }, (_, i) => first + i),
      isOn,
    ),
  );
}

/** Where the reader is, and whether they read it, to come back to. */
function whereNow(n: number): { restore: () => void } {
  const top = scrollY;
  const wasOpen = detailsOf(n)?.open ?? false;
  return {
    restore: () => {
      if (wasOpen) setOpen(n, true); // also where it was changed since it was reviewed, and opened to be read
      goTo(n);
      scrollTo({ top, behavior: 'instant' });
      requestAnimationFrame(() => scrollTo({ top, behavior: 'instant' }));
    },
  };
}

/** Shortcuts go on from the text, or from the line of a closed segment: the focus never stays in a box. */
function focusBody(n: number): void {
  const details = detailsOf(n);
  const body =
    details?.open === false ? details.querySelector('summary') : itemOf(n)?.querySelector<HTMLElement>('details > article');
  body?.focus({ preventScroll: true });
}
