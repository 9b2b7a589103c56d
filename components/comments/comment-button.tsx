'use client';

import { button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { Kbd } from '@/components/ui/kbd';
import { typeAhead } from '@/components/ui/type-ahead';
import { useKeys } from '@/components/ui/use-keys';
import { compose } from './composing';
import { pickedFrom } from './picked';

/** Opens the composer of a segment: on what is selected in it, where something is. `C` does the same. */
export function CommentButton({ segment, n }: { segment: string; n: number }) {
  const open = () => {
    const picked = pickedFrom(getSelection());
    compose({ segment, n, picked: picked?.segment === segment ? picked : null });
  };
  useKeys({
    c: (event) => {
      event.preventDefault(); // or the letter would be typed
      typeAhead();
      open();
    },
  });
  return (
    <button
      type="button"
      className={`scripted ${button()}`}
      aria-keyshortcuts="C"
      onPointerDown={(event) => event.preventDefault()} // the selection stays
      onClick={open}
    >
      <Icon name="comment" /> Comment <Kbd>C</Kbd>
    </button>
  );
}
