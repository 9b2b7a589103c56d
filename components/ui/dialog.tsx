'use client';

import { type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import { button } from './button';
import { Problem } from './problem';
import { whileBusy } from './while-busy';
import './dialog.css';

interface DialogProps {
  title: string;
  /** Called for it to be taken away, by Escape too. */
  onClose: () => void;
  children: ReactNode;
}

/** A window over the page that holds the focus and gives it back; there while it is rendered. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const root = useRef<HTMLDialogElement>(null);
  const id = useId();
  // Closed before it leaves the page, or the focus would not go back to where it was.
  useLayoutEffect(() => {
    const dialog = root.current;
    showOver(dialog);
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={root}
      className="dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h2 id={id} className="text-title wrap-anywhere">
        {title}
      </h2>
      {children}
    </dialog>
  );
}

/** Shows a dialog that gives the focus back. An item of a menu is hidden by now: it goes to what opened the menu. */
export function showOver(dialog: HTMLDialogElement | null): void {
  document.activeElement?.closest('.menu')?.parentElement?.querySelector('summary')?.focus();
  dialog?.showModal();
}

interface DialogButtonsProps {
  /** The word on the button that sends the form. */
  save: string;
  isBusy: boolean;
  /** Nothing can be sent yet. */
  isOff?: boolean;
  onCancel: () => void;
}

/** The foot of a form in a dialog. */
export const DialogButtons = ({ save, isBusy, isOff = false, onCancel }: DialogButtonsProps) => (
  <div className="mt-5 flex flex-wrap justify-end gap-2">
    <button type="button" className={button()} onClick={onCancel}>
      Cancel
    </button>
    <button type="submit" className={button({ variant: 'primary' })} {...whileBusy(isBusy || isOff)}>
      {isBusy ? `${save}…` : save}
    </button>
  </div>
);

interface ConfirmDialogProps extends DialogProps {
  /** The word on the button that does it. */
  confirm: string;
  /** The word on the one that does not. */
  keep: string;
  /** Does it. What it throws is said in the dialog by its message. */
  onConfirm: () => Promise<unknown>;
}

/** Asks before something that cannot be undone. The button that changes nothing comes first, and has the focus. */
export function ConfirmDialog({ confirm, keep, onConfirm, children, ...dialog }: ConfirmDialogProps) {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const run = async () => {
    setBusy(true);
    setProblem('');
    try {
      await onConfirm();
      dialog.onClose();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'It did not work');
      setBusy(false);
    }
  };
  return (
    <Dialog {...dialog}>
      <div className="mt-1.5 text-small text-ink-2 wrap-anywhere">{children}</div>
      <Problem className="mt-3">{problem}</Problem>
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        {/* biome-ignore lint/a11y/noAutofocus: a dialog takes the focus, and gives it back when it closes */}
        <button type="button" className={button()} onClick={dialog.onClose} autoFocus>
          {keep}
        </button>
        <button type="button" className={button({ variant: 'primary' })} onClick={run} {...whileBusy(isBusy)}>
          {isBusy ? `${confirm}…` : confirm}
        </button>
      </div>
    </Dialog>
  );
}
