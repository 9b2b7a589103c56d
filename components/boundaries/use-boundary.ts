'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import type { Act } from '@/components/edits/acts';
import type { Place } from '@/components/edits/editing';
import { say, sayUndoable } from '@/components/ui/toast';
import { ApiError } from '@/lib/http/api';
import { changeBoundaries, getSegment, previewBoundaries } from '@/lib/segments/client';
import type { BoundaryInput, BoundaryPreview } from '@/lib/segments/cut-schema';
import type { Boundaries } from './boundaries';

export type BoundaryAct = Exclude<Act, { kind: 'flag' | 'splitting' }>;
export type Kind = BoundaryAct['kind'];

interface Change {
  kind: Kind;
  place: Place;
  boundaries: Boundaries;
  /** The event that a boundary is put before; none for a merge. */
  at: number | null;
}

const DONE: Record<Kind, string> = { split: 'Segment split', merge: 'Segments merged', move: 'Boundary moved' };
/** So long a choice rests before it is looked at. */
const REST_MS = 200;

/** What is asked for; null while no event is chosen. */
function inputOf({ kind, place, boundaries, at }: Change): BoundaryInput | null {
  if (kind === 'merge') return { reason: 'merge', segment: place.id };
  if (at === null) return null;
  if (kind === 'split') return { reason: 'split', segment: place.id, at };
  const next = boundaries.next;
  return next && at !== next.first ? { reason: 'move', moves: [{ segment: next.id, first_seq: at }] } : null;
}

/** What a change would make, and the change itself. */
export function useBoundary(change: Change, onDone: () => void) {
  const router = useRouter();
  const [seen, setSeen] = useState<{ of: string; preview: BoundaryPreview | null; problem: string } | null>(null);
  const [isBusy, setBusy] = useState(false);
  const input = inputOf(change);
  const key = input && JSON.stringify(input);
  const { sid } = change.place;
  useEffect(() => {
    if (!key) return;
    let isHere = true;
    const timer = setTimeout(() => {
      previewBoundaries(sid, JSON.parse(key) as BoundaryInput).then(
        (preview) => isHere && setSeen({ of: key, preview, problem: '' }),
        (error: unknown) => isHere && setSeen({ of: key, preview: null, problem: messageOf(error) }),
      );
    }, REST_MS);
    return () => {
      isHere = false;
      clearTimeout(timer);
    };
  }, [sid, key]);
  const goTo = (n: number, cut: number) => {
    router.push(`${change.boundaries.session}/segments/${n}${cut > 1 ? `?cut=${cut}` : ''}`);
    router.refresh();
  };
  const apply = async () => {
    if (!input) return;
    setBusy(true);
    try {
      const { cut } = await changeBoundaries(sid, input);
      onDone();
      goTo(change.place.n, cut);
      const undo = async () => goTo(change.place.n, (await takeBack(change, cut)).cut);
      sayUndoable(DONE[change.kind], () => void undo().catch(() => say('Not undone. Try again', { isError: true })));
    } catch (error) {
      setBusy(false);
      setSeen({ of: key ?? '', preview: null, problem: messageOf(error) });
    }
  };
  const current = seen && seen.of === key ? seen : null;
  return { preview: current?.preview ?? null, problem: current?.problem ?? '', isReady: input !== null, isBusy, apply };
}

const messageOf = (error: unknown): string => (error instanceof ApiError ? error.message : 'It did not work. Try again');

/** The boundaries as they were, as another new cut: what people said of those segments is theirs again. */
async function takeBack({ kind, place, boundaries }: Change, cut: number) {
  const { sid, n } = place;
  const next = boundaries.next?.first ?? 0;
  if (kind === 'split') return changeBoundaries(sid, { reason: 'merge', segment: (await getSegment(sid, n, cut)).id });
  if (kind === 'merge') return changeBoundaries(sid, { reason: 'split', segment: (await getSegment(sid, n, cut)).id, at: next });
  const moves = [{ segment: (await getSegment(sid, n + 1, cut)).id, first_seq: next }];
  return changeBoundaries(sid, { reason: 'move', moves });
}
