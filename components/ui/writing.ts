import type { FormEvent, KeyboardEvent } from 'react';

interface Writing {
  save: () => void;
  leave: () => void;
  /** Nothing was written that leaving would throw away. */
  isUntouched: boolean;
}

/** How a form in which somebody writes is left: ⌘↵ saves it; Esc closes it where nothing would be lost. */
export const writing = ({ save, leave, isUntouched }: Writing) => ({
  onSubmit: (event: FormEvent) => {
    event.preventDefault();
    save();
  },
  onKeyDown: (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) save();
    else if (event.key === 'Escape' && isUntouched) leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  },
});
