'use client';

import { useSyncExternalStore } from 'react';
import { Kbd } from './kbd';

const never = () => () => {};

/** The keys that save what is written: ⌘↵ on Apple's machines, Ctrl ↵ elsewhere. */
export function SaveKeys() {
  const isApple = useSyncExternalStore(
    never,
    () => /Mac|iP/.test(navigator.platform),
    () => false,
  );
  return <Kbd isFilled>{isApple ? '⌘↵' : 'Ctrl ↵'}</Kbd>;
}
