'use client';

import { createContext, useContext } from 'react';
import type { Clock } from '@/lib/display';
import type { SegmentName } from '@/lib/events/client';
import type { Citation } from './citations';

/** What every row of one evidence pane needs to know. */
export interface RowContextValue {
  segment: SegmentName;
  /** The page's own path, to which `event=` is added. */
  path: string;
  /** Where the session ran: paths inside it are shown from there. */
  cwd: string | null;
  clock: Clock;
  /** Events have times of their own. */
  isTimed: boolean;
  citations: ReadonlyMap<number, Citation>;
  open: ReadonlySet<number>;
  toggle: (seq: number, isOpen: boolean) => void;
  /** The segment is split before an event after this one; null while nobody splits it. */
  splitAfter: number | null;
}

const RowContext = createContext<RowContextValue | null>(null);
export const RowProvider = RowContext.Provider;

export function useRowContext(): RowContextValue {
  const value = useContext(RowContext);
  if (!value) throw new Error('RowProvider is missing above this component');
  return value;
}
