'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import { button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { SaveKeys } from '@/components/ui/save-keys';
import { whileBusy } from '@/components/ui/while-busy';
import { writing } from '@/components/ui/writing';

interface CommentFormProps {
  label: string;
  /** Another one each time it is asked for: it has the focus then. */
  asked?: unknown;
  className?: string;
  body: string;
  onWrite: (body: string) => void;
  state: 'idle' | 'saving' | 'failed';
  /** The words on the buttons. */
  save: string;
  leave: string;
  /** Nothing was written that leaving would throw away: Esc leaves. */
  isUntouched: boolean;
  onSave: () => void;
  onLeave: () => void;
  /** What stands above the words. */
  children?: ReactNode;
}

/** Where a comment is written, anew or again. */
export function CommentForm({ label, className, asked, body, state, isUntouched, children, ...form }: CommentFormProps) {
  const { save, leave, onWrite, onSave, onLeave } = form;
  const box = useRef<HTMLTextAreaElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is there already where it is asked for again
  useEffect(() => {
    box.current?.focus();
    box.current?.scrollIntoView({ block: 'nearest' });
  }, [asked]);
  const submit = () => (body.trim() === '' || state === 'saving' ? undefined : onSave());
  return (
    <form className={className} aria-label={label} {...writing({ save: submit, leave: onLeave, isUntouched })}>
      {children}
      <textarea
        ref={box}
        className="box"
        rows={3}
        maxLength={10_000}
        aria-label="Comment"
        dir="auto"
        value={body}
        onChange={(event) => onWrite(event.target.value)}
      />
      {state === 'failed' && (
        <p role="alert" className="mt-1 text-meta text-fail">
          Not saved. Try again
        </p>
      )}
      <div className="mt-2 flex flex-wrap gap-2">
        <button type="submit" className={button({ variant: 'primary', size: 'sm' })} {...whileBusy(state === 'saving')}>
          {`${save}${state === 'saving' ? '…' : ''} `}
          <SaveKeys />
        </button>
        <button type="button" className={button({ variant: 'ghost', size: 'sm' })} onClick={onLeave}>
          {leave} {isUntouched && <Kbd>Esc</Kbd>}
        </button>
      </div>
    </form>
  );
}
