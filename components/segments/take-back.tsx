'use client';

import { useState } from 'react';
import { useMayReview } from '@/components/shell/may-review';
import type { ItemName } from '@/lib/reviews/resolution-client';
import type { Resolution } from '@/lib/segments/resolution-schema';
import { useAnswered } from './use-answered';

/** Takes back, where it stands, what its reader said became of an item. */
export function TakeBack({ item, word }: { item: ItemName; word: Resolution }) {
  const refresh = useAnswered();
  const [isBusy, setBusy] = useState(false);
  if (!useMayReview()) return null;
  const act = async () => {
    setBusy(true);
    const { unsay } = await import('./answer-acts');
    await unsay(item, word, { refresh, forget: () => setBusy(false) });
  };
  return (
    <button
      type="button"
      className="scripted quiet-link ms-3 inline-flex min-h-6 items-center text-meta text-ink-3 max-md:min-h-11 print:hidden"
      onClick={act}
      disabled={isBusy}
    >
      Take back
    </button>
  );
}
