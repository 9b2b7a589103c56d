'use client';

import { useSyncExternalStore } from 'react';
import { say } from '@/components/ui/toast';
import { countOf } from '@/lib/display';
import { countUnsaved, enqueue, flush, openQueue, type Unsaved, unsavedOf } from './mark-queue';
import { type Coverage, coverageOf, type MarkState, type Reviewable } from './reviewable';

export interface ReviewPlace {
  sid: string;
  cut: number;
  /** Who reads. */
  you: string;
}

/** Kept outside of React, as the current segment is: a key changes one item of hundreds, and the segments are the server's markup. */
let place: ReviewPlace = { sid: '', cut: 0, you: '' };
let segments = new Map<number, Reviewable>();
let failed: ReadonlySet<string> = new Set();
let coverage: Coverage = { reviewed: 0, of: 0, share: 0 };
let news = '';
const listeners = new Set<() => void>();

export const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

function changed(): void {
  coverage = coverageOf([...segments.values()].map((entry) => ({ events: entry.events, mark: markOf(entry) })));
  for (const listener of listeners) listener();
}

/** Takes over what the server rendered. What is not saved yet stays as the reader left it. */
export function openReview(at: ReviewPlace, entries: Reviewable[]): void {
  place = at;
  segments = new Map(entries.map((entry) => [entry.n, entry]));
  applySaved();
  openQueue(at.you, { saved, refused, failed: onFailed, waiting });
  changed();
  void flush();
}

/** Takes over the marks that others, or this person elsewhere, have made since; an answer that was asked for before the last was saved is stale. */
export function mergeMarks(marks: Pick<Reviewable, 'id' | 'mark' | 'was' | 'by'>[], askedAt: number): void {
  if (askedAt < savedAt) return;
  const known = new Map(marks.map((entry) => [entry.id, entry]));
  for (const [n, entry] of segments) {
    const { was: _, ...rest } = entry;
    segments.set(n, { ...rest, ...(known.get(entry.id) ?? { mark: 'off' as const, by: [] }) });
  }
  changed();
}

function markOf({ id, mark }: Reviewable): MarkState {
  const unsaved = unsavedOf(id);
  return unsaved ? madeBy(unsaved) : mark;
}

const madeBy = ({ rev, at }: Unsaved): MarkState => (rev === null ? 'off' : at ? 'changed' : 'on');

export const allSegments = (): Iterable<Reviewable> => segments.values();
export const stateOf = (n: number): MarkState => {
  const entry = segments.get(n);
  return entry ? markOf(entry) : 'off';
};
export const isUnsaved = ({ id }: Reviewable): boolean => unsavedOf(id) !== undefined;
export const hasFailed = ({ id }: Reviewable): boolean => failed.has(id);

export const useCoverage = (initial: Coverage): Coverage =>
  useSyncExternalStore(
    subscribe,
    () => (coverage.of > 0 ? coverage : initial),
    () => initial,
  );

export const useMarkState = (n: number): MarkState =>
  useSyncExternalStore(
    subscribe,
    () => stateOf(n),
    () => 'off',
  );

/** Marks segments as they are now, or takes their marks back; shown at once, and taken back where it cannot be saved. Says how many that changed, and undoes it. */
export function setMarks(numbers: number[], isOn: boolean): { count: number; undo: () => void } {
  const entries = numbers.flatMap((n) => segments.get(n) ?? []).filter((entry) => (markOf(entry) === 'on') !== isOn);
  const ids = new Set(entries.map(({ id }) => id));
  failed = new Set([...failed].filter((id) => !ids.has(id)));
  const { sid } = place;
  const put = (op: (entry: Reviewable) => Pick<Unsaved, 'rev' | 'at'>) => {
    enqueue(entries.map((entry) => ({ segment: entry.id, sid, ...op(entry) })));
    changed();
  };
  put(({ rev }) => ({ rev: isOn ? rev : null }));
  return { count: entries.length, undo: () => put(({ rev, was }) => (isOn ? (was ?? { rev: null }) : { rev })) };
}

/** The segments that are left to review, in order. */
export const leftToReview = (): number[] => [...segments.values()].filter((entry) => markOf(entry) !== 'on').map(({ n }) => n);

/** What is read out after a mark. */
export function announce(text: string): void {
  news = text;
  for (const listener of listeners) listener();
}
export const useNews = (): string =>
  useSyncExternalStore(
    subscribe,
    () => news,
    () => '',
  );

export const coverageText = (): string => `${coverage.reviewed} of ${coverage.of}`;

let wasWaiting = 0;
let savedAt = Number.NEGATIVE_INFINITY;
let justSaved = new Map<string, Unsaved>();
/** So long a page that is on its way may not know of what was saved. */
const ON_THE_WAY_MS = 5000;

function applySaved(): void {
  if (performance.now() - savedAt > ON_THE_WAY_MS) return;
  for (const [n, entry] of segments) {
    const op = justSaved.get(entry.id);
    if (op) segments.set(n, { ...entry, mark: madeBy(op) });
  }
}

function saved(done: Unsaved[]): void {
  savedAt = performance.now();
  justSaved = new Map(done.map((op) => [op.segment, op]));
  applySaved();
  changed();
  if (wasWaiting === 0 || countUnsaved() > 0) return;
  say(`Your ${countOf(wasWaiting, 'mark')} ${wasWaiting === 1 ? 'is' : 'are'} saved`);
  wasWaiting = 0;
}

function refused(ops: Unsaved[]): void {
  note(ops);
  const [n] = numbersOf(ops);
  if (n !== undefined) say(`Segment ${n} was written anew, so it is not marked`, { isError: true });
}

function onFailed(ops: Unsaved[]): void {
  note(ops);
  say('Not saved.', { isError: true, action: { label: 'Try again', run: () => retry(ops) } });
}

function retry(ops: Unsaved[]): void {
  failed = new Set();
  enqueue(ops);
  changed();
}

function note(ops: Unsaved[]): void {
  failed = new Set(ops.map(({ segment }) => segment));
  changed();
}

function waiting(count: number): void {
  changed();
  if (count === wasWaiting) return;
  wasWaiting = count;
  say(`Offline. Your ${countOf(count, 'mark')} will be saved when you reconnect.`);
}

const numbersOf = (ops: Unsaved[]): number[] => {
  const ids = new Set(ops.map(({ segment }) => segment));
  return [...segments.values()].filter(({ id }) => ids.has(id)).map(({ n }) => n);
};
