'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import { button } from '@/components/ui/button';
import { CodeBlock } from '@/components/ui/code-block';

interface LinkShownProps {
  title: string;
  url: string;
  onDone: () => void;
  /** What the link does, and that it is not shown again. */
  children: ReactNode;
}

/** A link that is shown once. */
export function LinkShown({ title, url, onDone, children }: LinkShownProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="rounded-lg border border-pencil-line bg-pencil-soft p-5 max-md:p-4">
      <h3 ref={heading} tabIndex={-1} className="font-semibold wrap-anywhere outline-none">
        {title}
      </h3>
      <p className="mt-1 mb-3 text-small text-ink-2">{children}</p>
      <CodeBlock text={url} label="Copy link" />
      <button type="button" className={`mt-4 ${button()}`} onClick={onDone}>
        Done
      </button>
    </div>
  );
}
