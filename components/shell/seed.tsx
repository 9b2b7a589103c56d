'use client';

import { useEffect } from 'react';
import { switchTo } from '@/components/ui/use-keys';

/** Brings what the person chose on another device into this browser, where keys ask for it. */
export function Seed({ keys, advance }: { keys: boolean; advance: boolean }) {
  useEffect(() => {
    switchTo('keys', keys);
    switchTo('advance', advance);
  }, [keys, advance]);
  return null;
}
