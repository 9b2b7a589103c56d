'use client';

import { button } from '@/components/ui/button';
import { Menu } from '@/components/ui/menu';

/** The page in other forms. `path` may carry a query. */
export function ExportMenu({ path }: { path: string }) {
  const [base, query] = path.split('?');
  const as = (extension: string) => `${base}.${extension}${query ? `?${query}` : ''}`;
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
    </Menu>
  );
}
