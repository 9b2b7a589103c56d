'use client';

import { type ComponentProps, useEffect, useState } from 'react';
import { LiveRefresh } from './lazy';

/** A session that rests is asked after first when its reader comes back to it, or after this time: what that takes is not loaded with the page. */
const RESTING_MS = 15_000;

export function Watch(props: ComponentProps<typeof LiveRefresh>) {
  const [isOn, setOn] = useState(props.isMoving);
  useEffect(() => {
    const start = () => document.visibilityState === 'visible' && setOn(true);
    const timer = setTimeout(start, RESTING_MS);
    window.addEventListener('visibilitychange', start);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('visibilitychange', start);
    };
  }, []);
  return isOn || props.isMoving ? <LiveRefresh {...props} /> : null;
}
