'use client';

import { useRef } from 'react';
import { Kbd } from '@/components/ui/kbd';
import { useKeys } from '@/components/ui/use-keys';
import { KeyList } from './key-list';

/** What the keyboard can do here, and the way to all of it. */
export function Keys() {
  const list = useRef<HTMLDialogElement>(null);
  const open = () => list.current?.showModal();
  useKeys({ '?': open });
  return (
    <div className="scripted keys">
      <span aria-hidden="true">
        <Kbd>J</Kbd>
        <Kbd>K</Kbd> move
      </span>
      <span aria-hidden="true">
        <Kbd>E</Kbd> evidence
      </span>
      <span aria-hidden="true">
        <Kbd>O</Kbd> outcomes
      </span>
      <button type="button" className="quiet-link" onClick={open}>
        <Kbd>?</Kbd> all keys
      </button>
      <KeyList ref={list} />
    </div>
  );
}
