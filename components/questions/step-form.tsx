'use client';

import { type FormEvent, useId } from 'react';
import { button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { nameOf } from '@/lib/reviews/resolution-client';
import type { ResolutionInput, StepEntry } from '@/lib/reviews/resolution-schema';
import { LaterChoice } from './later-choice';
import { usePointed } from './use-pointed';

interface StepFormProps {
  entry: StepEntry;
  onSave: (body: ResolutionInput, saved: string) => void;
  onSkip: () => void;
}

/** Says what became of a next step. */
export function StepForm({ entry, onSave, onSkip }: StepFormProps) {
  const id = useId();
  const { how, segment, choose, setSegment } = usePointed(entry.id, 'next_step');
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (segment) onSave({ segment: nameOf(segment) }, `Picked up in segment ${segment.n}`);
  };
  return (
    <form onSubmit={save}>
      <div className="mt-5.5 flex flex-wrap items-center gap-2 max-md:[&>button]:min-h-11">
        <button type="button" className={button({ variant: 'primary' })} onClick={() => onSave({ done: true }, 'Marked as done')}>
          Done
        </button>
        <button type="button" className={button()} onClick={() => onSave({ dropped: true }, 'Marked as not needed')}>
          Not needed
        </button>
        <button type="button" className={button({ variant: 'ghost' })} onClick={onSkip}>
          Skip <Kbd>J</Kbd>
        </button>
      </div>
      <fieldset className="mt-5.5 border-b border-line">
        <legend className="mb-1 text-meta text-ink-3">Or point to where it was picked up</legend>
        <LaterChoice
          {...{ entry, segment, setSegment }}
          kind="next_step"
          name={id}
          isOn={how === 'segment'}
          onChoose={() => choose('segment')}
        />
      </fieldset>
      {segment && (
        <button type="submit" className={button({ class: 'mt-3.5 max-md:min-h-11' })}>
          Save
        </button>
      )}
    </form>
  );
}
