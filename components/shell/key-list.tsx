'use client';

import Link from 'next/link';
import { useLayoutEffect, useRef } from 'react';
import { button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { KeySwitches } from './key-switches';
import { KeyTable } from './key-table';

interface KeyListProps {
  /** Opened by who only has a link. */
  isShared: boolean;
  /** The project that the page is of, if there is one. */
  project: string | undefined;
  onClose: () => void;
}

/** All keys, and the switches that turn them off. There while it is rendered. */
export default function KeyList({ isShared, project, onClose }: KeyListProps) {
  const root = useRef<HTMLDialogElement>(null);
  // Closed before it leaves the page, or the focus would not go back to where it was.
  useLayoutEffect(() => {
    const dialog = root.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={root}
      className="sheet sheet-wide"
      aria-labelledby="keys-title"
      closedby="any"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="flex items-center justify-between">
        <h2 id="keys-title" className="text-title">
          Keyboard
        </h2>
        <button type="button" className={button({ variant: 'ghost', isIcon: true })} aria-label="Close" onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <div className="mt-3">
        <KeyTable isShared={isShared} />
      </div>
      <div className="mt-4 border-t border-line pt-3">
        <KeySwitches isHereOnly={isShared} />
      </div>
      {!isShared && (
        <p className="mt-2 text-meta">
          <Link className="ref" href={`${project ? `/${project}` : ''}/settings/keyboard`} onClick={onClose}>
            Keyboard settings
          </Link>
        </p>
      )}
    </dialog>
  );
}
