import { keysOf, NAMELESS_CALL, type Told } from '@/lib/events/hook-keys';

/** What a hook told, in order of arrival. `items` end with what the hook was about. */
export interface Held<Item extends { key: string | null }> {
  id: number;
  thread: string;
  receivedAt: Date;
  items: Item[];
}

/** What gives way to a transcript: hooks that have nothing left to tell, and those that have less. */
export interface Covered<Item> {
  gone: number[];
  shorter: { id: number; items: Item[] }[];
}

/**
 * Holds what hooks told against events of the transcript that have come. Both tell of one thread in the same order: what arrived before something that the
 * transcript tells is told by it too, and what arrived before the time of its last event. What came after stays.
 */
export function coveredBy<Item extends { key: string | null }>(
  held: readonly Held<Item>[],
  events: readonly (Told & { at: Date })[],
): Covered<Item> {
  const places = placesOf(held);
  const told = held.map(() => new Set<number>());
  const reached = new Map<string, number>();
  const newest = new Map<string, number>();
  for (const event of events) {
    newest.set(event.thread, Math.max(newest.get(event.thread) ?? 0, event.at.getTime()));
    for (const key of keysOf(event)) {
      const place = next(places.get(key) ?? [], held, reached);
      if (!place) continue;
      const hook = held[place.hook];
      told[place.hook]?.add(place.item);
      if (hook && place.item === hook.items.length - 1) reached.set(hook.thread, place.hook);
    }
  }
  const isPast = ({ thread, receivedAt }: Held<Item>, at: number) =>
    at <= (reached.get(thread) ?? -1) || receivedAt.getTime() < (newest.get(thread) ?? 0);
  return resultOf(held, (hook, at, item) => isPast(hook, at) || told[at]?.has(item) === true);
}

interface Place {
  hook: number;
  item: number;
  isTaken: boolean;
}

function placesOf<Item extends { key: string | null }>(held: readonly Held<Item>[]): Map<string, Place[]> {
  const places = new Map<string, Place[]>();
  for (const [hook, { items }] of held.entries())
    for (const [item, { key }] of items.entries()) {
      if (key === null) continue;
      const known = places.get(key) ?? [];
      places.set(key, known);
      known.push({ hook, item, isTaken: false });
    }
  return places;
}

/** Words may be said again: the first that the thread has not got past is meant. A call has an id of its own. */
function next<Item extends { key: string | null }>(
  places: Place[],
  held: readonly Held<Item>[],
  reached: ReadonlyMap<string, number>,
): Place | undefined {
  const found = places.find(({ hook, isTaken }) => !isTaken && hook >= (reached.get(held[hook]?.thread ?? '') ?? 0));
  if (found) found.isTaken = true;
  return found;
}

function resultOf<Item extends { key: string | null }>(
  held: readonly Held<Item>[],
  isTold: (hook: Held<Item>, at: number, item: number) => boolean,
): Covered<Item> {
  const covered: Covered<Item> = { gone: [], shorter: [] };
  for (const [at, hook] of held.entries()) {
    const left = hook.items.filter((_, item) => !isTold(hook, at, item));
    const isNameless = left.every(({ key }) => key?.startsWith(`result ${NAMELESS_CALL}`));
    if (left.length === 0 || (isNameless && left.length < hook.items.length)) covered.gone.push(hook.id);
    else if (left.length < hook.items.length) covered.shorter.push({ id: hook.id, items: left });
  }
  return covered;
}
