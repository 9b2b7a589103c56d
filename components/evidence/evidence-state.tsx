'use client';

import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from 'react';

interface State {
  /** The event under the pointer or the focus, and the claim it was reached from; both tint together. */
  hotSeq: number | null;
  hotClaim: string | null;
  /** The event that a citation or the address names. */
  selected: number | null;
  /** Counts selections, so that choosing the same again scrolls to it again. */
  jumps: number;
}

function createStore(selected: number | null) {
  let state: State = { hotSeq: null, hotClaim: null, selected, jumps: 0 };
  const listeners = new Set<() => void>();
  const set = (change: Partial<State>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  return {
    get: () => state,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    point: (hotSeq: number | null, hotClaim: string | null = null) => set({ hotSeq, hotClaim }),
    select: (seq: number) => {
      window.history.replaceState(null, '', eventAddress(seq));
      set({ selected: seq, jumps: state.jumps + 1 });
    },
  };
}
export type EvidenceStore = ReturnType<typeof createStore>;

/** The page's own address with an event in it. */
function eventAddress(seq: number): string {
  const address = new URL(window.location.href);
  address.searchParams.set('event', String(seq));
  address.hash = '';
  return address.href;
}

const StoreContext = createContext<EvidenceStore | null>(null);

/** What ties the claims on one side to the events on the other. */
export function EvidenceState({ selected, children }: { selected: number | null; children: ReactNode }) {
  const [store] = useState(() => createStore(selected));
  return <StoreContext value={store}>{children}</StoreContext>;
}

export function useEvidenceStore(): EvidenceStore {
  const store = useContext(StoreContext);
  if (!store) throw new Error('EvidenceState is missing above this component');
  return store;
}

/** A value of the state; renders again only when that value changes. */
export function useEvidence<T extends string | number | boolean | null>(read: (state: State) => T): T {
  const store = useEvidenceStore();
  return useSyncExternalStore(
    store.subscribe,
    () => read(store.get()),
    () => read(store.get()),
  );
}
