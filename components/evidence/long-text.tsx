'use client';

import { type ReactNode, useState } from 'react';
import { cutText, moreLabel } from './cut-text';

/** Bytes-long lines would stop the page when they are shown at once: beyond this a text is read as its raw line. */
const MOST_CHARS = 400_000;

/** A text of which 40 lines are shown, and the rest on request. `render` draws what is shown of it. */
export function LongText({ text, render }: { text: string; render: (shown: string) => ReactNode }) {
  const [isWhole, setWhole] = useState(false);
  const cut = cutText(text);
  if (cut.moreChars === 0) return render(text);
  const most = text.slice(0, MOST_CHARS);
  return (
    <>
      {render(isWhole ? most : cut.head)}
      {isWhole && most.length < text.length && <p className="mt-2 text-meta text-ink-3">The rest is in the raw line.</p>}
      {!isWhole && (
        <button type="button" className={MORE} onClick={() => setWhole(true)}>
          {moreLabel(cut)}
        </button>
      )}
    </>
  );
}

const MORE =
  'mt-1.5 block min-h-6 font-sans text-meta text-ink-2 underline decoration-line-strong underline-offset-3 hover:text-ink hover:decoration-current';
