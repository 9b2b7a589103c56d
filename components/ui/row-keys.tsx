'use client';

import { useKeys } from './use-keys';

/** `J` and `K` lead through the rows of a list of links, those that carry `data-row`; Enter opens one as it does any link. */
export function RowKeys() {
  const go = (by: 1 | -1) => {
    const rows = [...document.querySelectorAll<HTMLElement>('a[data-row]')];
    const at = rows.findIndex((row) => row.closest('li')?.contains(document.activeElement));
    const to = rows[at < 0 ? 0 : at + by];
    to?.focus();
  };
  useKeys({ j: () => go(1), k: () => go(-1) });
  return null;
}
