'use client';

import { held, useHeld } from '@/components/ui/held';

/** What is done to a segment: `splitting` while the place is chosen in the evidence, then in a dialog. */
export type Act = { kind: 'flag' } | { kind: 'splitting' } | { kind: 'merge' } | { kind: 'move' } | { kind: 'split'; at: number };

const current = held<Act>();

/** Opens what an act needs; null closes it. */
export const act = current.set;
export const useAct = () => useHeld(current);
