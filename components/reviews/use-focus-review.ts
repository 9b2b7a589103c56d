'use client';

import { useRouter } from 'next/navigation';
import { canUndo, say } from '@/components/ui/toast';
import { advanceAfterMarking } from '@/components/ui/use-keys';
import { announce, coverageText, leftToReview, setMarks, stateOf } from './review-state';

/** Reviewing on the page of one segment: on and off, and on to the next one to review. `path` is its page. */
export function useFocusReview(n: number, path: string) {
  const router = useRouter();
  const pageOf = (other: number) => path.replace(/\d+(?=$|\?)/, String(other));
  const next = () => {
    const left = leftToReview();
    const to = left.find((each) => each > n) ?? left.find((each) => each !== n);
    if (to !== undefined) router.push(pageOf(to));
    else if (left.length === 0) say('All reviewed');
  };
  const toggle = () => {
    const isOn = stateOf(n) !== 'on';
    const { undo } = setMarks([n], isOn);
    const isLeaving = isOn && advanceAfterMarking();
    canUndo(() => {
      undo();
      if (isLeaving) router.push(path);
    });
    announce(`Segment ${n} ${isOn ? 'reviewed' : 'is not reviewed'}. ${coverageText()}.`);
    if (isLeaving && leftToReview().length > 0) next();
  };
  return { toggle, next };
}
