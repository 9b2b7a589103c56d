'use client';

import { held, useHeld } from '@/components/ui/held';
import type { Picked } from './picked';

/** The comment that is being written: of which segment, and on which of its words. */
export interface Composing {
  segment: string;
  n: number;
  picked: Picked | null;
}

const current = held<Composing>();

/** Opens the composer of a segment, on words that were selected in it; null closes it. */
export const compose = current.set;
export const useComposing = () => useHeld(current);
