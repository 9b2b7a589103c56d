import type { MouseEvent } from 'react';

/** For a button whose act is under way: it takes no more clicks, but keeps the focus, which a disabled one would lose. */
export const whileBusy = (isBusy: boolean) =>
  isBusy
    ? ({
        'aria-disabled': true,
        onClickCapture: (event: MouseEvent) => {
          event.preventDefault();
          event.stopPropagation();
        },
      } as const)
    : {};
