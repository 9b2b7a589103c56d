'use client';

import { useRef, useState } from 'react';

/** What came of an act whose button goes away with what it was done to: a line that says so, and takes the focus that would be lost. */
export function useOutcome() {
  const line = useRef<HTMLParagraphElement>(null);
  const [text, setText] = useState('');
  const say = (said: string) => {
    setText(said);
    // Not before a dialog is gone, which gives the focus back to that button.
    requestAnimationFrame(() => line.current?.focus());
  };
  const outcome = (
    <p
      ref={line}
      role="status"
      tabIndex={-1}
      className={text ? 'mt-3 text-small text-ink-2 wrap-anywhere outline-none' : 'sr-only'}
    >
      {text}
    </p>
  );
  return { say, outcome };
}
