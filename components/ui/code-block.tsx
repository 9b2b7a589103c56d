'use client';

import { useEffect, useState } from 'react';
import { button } from './button';

const SAID_MS = 2000;

/** Lines to copy into a terminal or a file. Where the clipboard is blocked they are selected instead. */
export function CodeBlock({ text, label = 'Copy' }: { text: string; label?: string }) {
  const [state, setState] = useState<'idle' | 'copied' | 'selected'>('idle');
  const [block, setBlock] = useState<HTMLElement | null>(null);
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), SAID_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      if (block) getSelection()?.selectAllChildren(block);
      setState('selected');
    }
  };
  return (
    <div className="flex items-start gap-3 rounded-lg border border-line bg-surface py-2 ps-4 pe-2 text-ink max-md:flex-col max-md:items-stretch max-md:gap-2 max-md:ps-3 max-md:pb-3 max-md:pe-3">
      <pre className="min-w-0 flex-1 py-1 text-code whitespace-pre-wrap wrap-anywhere">
        <code ref={setBlock} className="text-[length:inherit]">
          {text}
        </code>
      </pre>
      <button type="button" className={`scripted ${button({ size: 'sm' })} max-md:justify-center`} onClick={copy}>
        <span aria-live="polite">{{ idle: label, copied: 'Copied', selected: 'Selected' }[state]}</span>
      </button>
    </div>
  );
}
