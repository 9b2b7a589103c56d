'use client';

import { useState } from 'react';
import type { Place } from '@/components/edits/editing';
import { Dialog, DialogButtons } from '@/components/ui/dialog';
import { Problem } from '@/components/ui/problem';
import type { Boundaries } from './boundaries';
import { EventChoice } from './event-choice';
import { Sides } from './sides';
import { type BoundaryAct, type Kind, useBoundary } from './use-boundary';
import '@/components/edits/editor.css';

interface BoundaryDialogProps {
  act: BoundaryAct;
  place: Place;
  boundaries: Boundaries;
  onClose: (isDone: boolean) => void;
}

const TITLES: Record<Kind, (n: number) => string> = {
  split: (n) => `Split segment ${n}`,
  merge: (n) => `Merge segment ${n} with segment ${n + 1}`,
  move: (n) => `Move the end of segment ${n}`,
};
const DO: Record<Kind, string> = { split: 'Split', merge: 'Merge', move: 'Move' };

/** Changes where segments begin, after it has shown what would become of both sides. */
export function BoundaryDialog({ act, place, boundaries, onClose }: BoundaryDialogProps) {
  const { kind } = act;
  const { first, next } = boundaries;
  const [at, setAt] = useState<number | null>(kind === 'split' ? act.at : (next?.first ?? null));
  const { preview, problem, isReady, isBusy, apply } = useBoundary({ kind, place, boundaries, at }, () => onClose(true));
  const leave = () => onClose(false);
  return (
    <Dialog title={TITLES[kind](place.n)} onClose={leave}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void apply();
        }}
      >
        {kind === 'move' && next && (
          <EventChoice
            label={`Segment ${place.n + 1} begins with`}
            place={place}
            from={first + 1}
            to={next.last}
            value={at}
            onChange={setAt}
          />
        )}
        <div aria-live="polite">
          {preview && <Sides preview={preview} />}
          {isReady && !preview && !problem && <p className="mt-3 text-meta text-ink-3">Looking at both sides…</p>}
        </div>
        <Problem className="mt-3">{problem}</Problem>
        <p className="mt-3 text-meta text-ink-3">Links to the segments as they are keep working.</p>
        <DialogButtons save={DO[kind]} isBusy={isBusy} isOff={!preview} onCancel={leave} />
      </form>
    </Dialog>
  );
}
