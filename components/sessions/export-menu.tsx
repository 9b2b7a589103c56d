'use client';

import { useState } from 'react';
import { button } from '@/components/ui/button';
import { Menu } from '@/components/ui/menu';

interface ExportMenuProps {
  path: string;
  sid: string;
}

/** The page in other forms, and what the next agent can be given. `path` may carry a query. */
export function ExportMenu({ path, sid }: ExportMenuProps) {
  const [base, query] = path.split('?');
  const as = (extension: string) => `${base}.${extension}${query ? `?${query}` : ''}`;
  const handoff = `/api/v1/sessions/${sid}/handoff?format=md${query ? `&${query}` : ''}`;
  return (
    <Menu align="end" label="Export" className={button()}>
      <a className="menu-item" href={as('md')}>
        Markdown
      </a>
      <a className="menu-item" href={as('json')}>
        JSON
      </a>
      <button type="button" className="menu-item" onClick={() => window.print()}>
        Print
      </button>
      <a className="menu-item border-t border-line" href={handoff}>
        Handoff for the next agent
      </a>
      <CopyText from={handoff} />
    </Menu>
  );
}

/** Copies a text of the server; says so in its place, so the menu stays open. Where that fails the text is opened instead. */
function CopyText({ from }: { from: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async (event: React.MouseEvent) => {
    event.nativeEvent.stopImmediatePropagation();
    try {
      const answer = await fetch(from);
      if (!answer.ok) throw new Error(`${answer.status}`);
      await navigator.clipboard.writeText(await answer.text());
      setCopied(true);
    } catch {
      location.assign(from);
    }
  };
  return (
    <button type="button" className="menu-item" onClick={copy} aria-live="polite">
      {isCopied ? 'Handoff copied' : 'Copy handoff'}
    </button>
  );
}
