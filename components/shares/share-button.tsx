'use client';

import { lazy, Suspense, useState } from 'react';
import { button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';

/** Few share: what that needs is loaded with the first click. */
const ShareDialog = lazy(() => import('./share-dialog').then((module) => ({ default: module.ShareDialog })));

interface ShareButtonProps {
  sid: string;
  /** Without it the whole session is shared. */
  segment?: { n: number; cut: number };
  variant?: 'default' | 'ghost';
}

/** Opens the dialog in which links for people outside are made and revoked. */
export function ShareButton({ sid, segment, variant = 'default' }: ShareButtonProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className={`scripted ${button({ variant })}`} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Icon name="share" /> Share…
      </button>
      {isOpen && (
        <Suspense>
          <ShareDialog sid={sid} segment={segment} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
