'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Problem } from '@/components/ui/problem';
import { TextField } from '@/components/ui/text-field';
import { say, sayUndoable } from '@/components/ui/toast';
import { whileBusy } from '@/components/ui/while-busy';
import { ApiError } from '@/lib/http/api';
import { renameSession } from '@/lib/sessions/client';

interface RenameSessionProps {
  sid: string;
  title: string;
  /** A person named it already: its own title can come back. */
  renamed: boolean;
  onClose: () => void;
}

/** Gives a session another title; links to the old one lead here. */
export function RenameSession({ sid, title, renamed, onClose }: RenameSessionProps) {
  const router = useRouter();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const go = async (next: string | null) => router.replace(new URL((await renameSession(sid, next)).url).pathname);
  const rename = async (next: string | null) => {
    setBusy(true);
    try {
      await go(next);
      onClose();
      sayUndoable(
        'Session renamed',
        () => void go(renamed ? title : null).catch(() => say('Not undone. Try again', { isError: true })),
      );
    } catch (error) {
      setProblem(error instanceof ApiError ? error.message : 'Not saved. Try again');
      setBusy(false);
    }
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const next = String(new FormData(event.currentTarget).get('title') ?? '').trim();
    if (next === '') return setProblem('Enter a title');
    void rename(next);
  };
  return (
    <Dialog title="Rename session" onClose={onClose}>
      <form onSubmit={submit} className="mt-3">
        <TextField name="title" label="Title" defaultValue={title} maxLength={2000} autoFocus autoComplete="off" />
        <Problem>{problem}</Problem>
        <div className="mt-4 flex flex-wrap justify-end gap-2">
          {renamed && (
            <button
              type="button"
              className={button({ variant: 'ghost', class: 'me-auto' })}
              onClick={() => rename(null)}
              {...whileBusy(isBusy)}
            >
              Use its own title
            </button>
          )}
          <button type="button" className={button()} onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className={button({ variant: 'primary' })} {...whileBusy(isBusy)}>
            {isBusy ? 'Rename…' : 'Rename'}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
