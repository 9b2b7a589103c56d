'use client';

import type { KeyboardEvent } from 'react';
import { act } from '@/components/edits/acts';
import './split.css';

/** A place between two events at which the segment can be split. The arrows lead to the places around it. */
export const SplitPoint = ({ seq }: { seq: number }) => (
  <button
    type="button"
    className="split-point"
    aria-label={`Split before event ${seq}`}
    onClick={() => act({ kind: 'split', at: seq })}
    onKeyDown={walk}
  >
    <span>Split here</span>
  </button>
);

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };

function walk(event: KeyboardEvent<HTMLButtonElement>): void {
  const step = STEPS[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const points = [...(event.currentTarget.closest('#evidence')?.querySelectorAll<HTMLElement>('.split-point') ?? [])];
  points[points.indexOf(event.currentTarget) + step]?.focus();
}
