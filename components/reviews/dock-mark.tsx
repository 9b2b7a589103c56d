'use client';

import { toggleCurrent } from './review-moves';
import { useMarkState } from './review-state';
import { Tick } from './tick';

/** Within reach of a thumb: marks a segment, and goes on. */
export function DockMarkButton({ n, onClick }: { n: number; onClick: () => void }) {
  const isOn = useMarkState(n) === 'on';
  return (
    <button type="button" className={`dock-button ${isOn ? 'gap-2 text-pencil' : 'dock-primary'}`} onClick={onClick}>
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

/** The same of the segment that is read. */
export const DockMark = ({ n }: { n: number }) => <DockMarkButton n={n} onClick={toggleCurrent} />;
