'use client';

import { toggleCurrent } from './review-moves';
import { useMarkState } from './review-state';
import { Tick } from './tick';

/** Within reach of a thumb: marks the segment that is read, and goes on. */
export function DockMark({ n }: { n: number }) {
  const isOn = useMarkState(n) === 'on';
  return (
    <button type="button" className={`dock-button ${isOn ? 'gap-2 text-pencil' : 'dock-primary'}`} onClick={toggleCurrent}>
      {isOn ? (
        <>
          <Tick /> {n} reviewed
          <span className="sr-only">: take the mark back</span>
        </>
      ) : (
        `Mark ${n} reviewed`
      )}
    </button>
  );
}
