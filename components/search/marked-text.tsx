import { Fragment } from 'react';
import { visible } from '@/components/evidence/safe-text';
import type { Marked } from '@/lib/search/schema';

/** In a line of a list code is not set apart. */
const shown = (text: string) => visible(text).replace(/`|\*\*/g, '');

/** A text with what was looked for marked in it. It does not turn the words around it. */
export function MarkedText({ text, marks }: Marked) {
  let from = 0;
  const parts = marks.map(([start, end]) => {
    const before = text.slice(from, start);
    from = end;
    return (
      <Fragment key={start}>
        {shown(before)}
        <mark>{shown(text.slice(start, end))}</mark>
      </Fragment>
    );
  });
  return (
    <bdi>
      {parts}
      {shown(text.slice(from))}
    </bdi>
  );
}
