'use client';

import { lazy, Suspense, useState } from 'react';
import { visible } from '@/components/evidence/safe-text';
import { type Clock, formatMoment } from '@/lib/display';
import type { EditField } from '@/lib/segments/word-schema';

const Original = lazy(() => import('./original').then((module) => ({ default: module.Original })));

interface EditedByProps {
  field: EditField;
  segment: string;
  by: string;
  at: string;
  clock: Clock;
}

/** Whose words a field has, and the way to the machine's. */
export function EditedBy({ field, segment, by, at, clock }: EditedByProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <p className="mt-0.5 text-meta text-ink-3">
      <span className="text-pencil">Edited by {visible(by)}</span>, <time dateTime={at}>{formatMoment(at, clock)}</time>
      <span className="scripted">
        {' · '}
        <button type="button" className="quiet-link underline underline-offset-3" onClick={() => setOpen(true)}>
          the original
        </button>
      </span>
      {isOpen && (
        <Suspense>
          <Original field={field} segment={segment} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </p>
  );
}
