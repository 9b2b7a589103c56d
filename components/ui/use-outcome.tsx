'use client';

import { useRef, useState } from 'react';

/** What came of an act whose button goes away with what it was done to: a line that says so, and takes the focus that would be lost. */
export function useOutcome() {
  const line = useRef<HTMLParagraphElement>(null);
  const [text, setText] = useState('');
  const say = (said: string) => {
    setText(said);
    const focus = () => line.current?.focus();
    // A dialog gives the focus back when it closes, so that is waited for.
    const dialog = document.querySelector('dialog[open]');
    if (dialog) dialog.addEventListener('close', focus, { once: true });
    else focus();
  };
  const outcome = (
    <p ref={line} role="status" tabIndex={-1} className={text ? 'mt-3 text-small text-ink-2 wrap-anywhere' : 'sr-only'}>
      {text}
    </p>
  );
  return { say, outcome };
}
