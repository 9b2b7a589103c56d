'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import { button } from './button';
import { CodeBlock } from './code-block';

interface ShownOnceProps {
  title: ReactNode;
  /** What it is for, and that it is not shown again. */
  lead: ReactNode;
  /** The link or the token. */
  secret: string;
  /** The words on the button that copies it. */
  copy: string;
  onDone: () => void;
  /** How to use it. */
  children?: ReactNode;
}

/** Something that was just made and is never shown again; its heading has the focus. */
export function ShownOnce({ title, lead, secret, copy, onDone, children }: ShownOnceProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="rounded-lg border border-pencil-line bg-pencil-soft p-5 max-md:p-4">
      <h3 ref={heading} tabIndex={-1} className="font-semibold wrap-anywhere">
        {title}
      </h3>
      <p className="mt-1 mb-3 text-small text-ink-2">{lead}</p>
      <CodeBlock text={secret} label={copy} />
      {children}
      <button type="button" className={`mt-4 ${button()}`} onClick={onDone}>
        Done
      </button>
    </div>
  );
}
