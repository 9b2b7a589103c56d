'use client';

import Link from 'next/link';
import { useEffect, useRef } from 'react';
import { button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { KeySwitches } from './key-switches';
import { KeyTable } from './key-table';

interface KeyListProps {
  /** Opened by who only has a link. */
  isShared: boolean;
  onClose: () => void;
}

/** All keys, and the switches that turn them off. There while it is rendered. */
export default function KeyList({ isShared, onClose }: KeyListProps) {
  const root = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = root.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog ref={root} className="sheet sheet-wide" aria-labelledby="keys-title" onClose={onClose} closedby="any">
      <form method="dialog" className="flex items-center justify-between">
        <h2 id="keys-title" className="text-title">
          Keyboard
        </h2>
        <button type="submit" className={button({ variant: 'ghost', isIcon: true })} aria-label="Close">
          <Icon name="close" />
        </button>
      </form>
      <div className="mt-3">
        <KeyTable isShared={isShared} />
      </div>
      <div className="mt-4 border-t border-line pt-3">
        <KeySwitches isHereOnly={isShared} />
      </div>
      {!isShared && (
        <p className="mt-2 text-meta">
          <Link className="ref" href="/settings/keyboard" onClick={onClose}>
            Keyboard settings
          </Link>
        </p>
      )}
    </dialog>
  );
}
