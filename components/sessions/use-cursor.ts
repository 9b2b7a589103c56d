import { useEffect, useRef, useState } from 'react';
import { useKeys } from '@/components/ui/use-keys';
import type { SessionRow } from '@/lib/sessions/schema';

export const rowId = (sid: string): string => `session-${sid}`;
const linkOf = (sid: string) => document.getElementById(rowId(sid))?.querySelector<HTMLElement>('a');
/** What takes Enter for itself. */
const TAKES_ENTER = 'a, button, summary';

interface Acts {
  review: (row: SessionRow) => void;
  see: (row: SessionRow) => void;
}

/** The row that keys act on: the focus and the cursor go together. Where its row leaves the list, the next one takes its place. */
export function useCursor(rows: readonly SessionRow[], acts: Acts, mayReview: boolean) {
  const [cursor, setCursor] = useState({ sid: rows[0]?.sid, at: 0 });
  const found = rows.findIndex(({ sid }) => sid === cursor.sid);
  const at = found >= 0 ? found : Math.min(cursor.at, rows.length - 1);
  const current = rows[at];
  const follows = useRef(false);
  useEffect(() => {
    if (follows.current && current) linkOf(current.sid)?.focus();
    follows.current = false;
  }, [current]);
  const go = (to: number) => {
    const row = rows[to];
    if (!row) return;
    setCursor({ sid: row.sid, at: to });
    linkOf(row.sid)?.focus();
  };
  const review = (row: SessionRow) => {
    const from = rows.indexOf(row);
    setCursor({ sid: (rows[from + 1] ?? row).sid, at: from });
    follows.current = true;
    acts.review(row);
  };
  useKeys({
    j: () => go(at + 1),
    k: () => go(at - 1),
    x: () => mayReview && current && current.review.reviewed < current.review.of && review(current),
    u: () => current && acts.see(current),
    enter: (event) => {
      if (current && !(event.target instanceof Element && event.target.closest(TAKES_ENTER))) linkOf(current.sid)?.click();
    },
  });
  const put = (sid: string) => setCursor({ sid, at: rows.findIndex((row) => row.sid === sid) });
  return { current: current?.sid, put, review };
}
