'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useState } from 'react';
import { button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Problem } from '@/components/ui/problem';
import { say, sayUndoable } from '@/components/ui/toast';
import { whileBusy } from '@/components/ui/while-busy';
import { ApiError } from '@/lib/http/api';
import { putEdit, removeEdit } from '@/lib/reviews/edit-client';
import { getSegment } from '@/lib/segments/client';
import type { SegmentDetail } from '@/lib/segments/schema';

interface TitleDialogProps {
  sid: string;
  cut: number;
  n: number;
  onClose: () => void;
}

/** Writes the title of a segment of the timeline. */
export function TitleDialog({ sid, cut, n, onClose }: TitleDialogProps) {
  const router = useRouter();
  const [segment, setSegment] = useState<SegmentDetail | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    getSegment(sid, n, cut).then(setSegment, () => setProblem('The title could not be loaded. Reload the page'));
  }, [sid, n, cut]);
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const title = String(new FormData(event.currentTarget).get('title') ?? '').trim();
    if (!segment || title === '') return;
    setBusy(true);
    try {
      await putEdit(segment.id, 'title', { value: title, rev: segment.rev });
      onClose();
      router.refresh();
      const undo = () =>
        segment.edits.title ? putEdit(segment.id, 'title', { value: segment.title }) : removeEdit(segment.id, 'title');
      sayUndoable(
        'Title saved',
        () =>
          void undo().then(
            () => router.refresh(),
            () => say('Not undone. Try again', { isError: true }),
          ),
      );
    } catch (error) {
      setProblem(error instanceof ApiError ? error.message : 'Not saved. Try again');
      setBusy(false);
    }
  };
  return (
    <Dialog title={`Title of segment ${n}`} onClose={onClose}>
      <form onSubmit={save}>
        {segment && (
          <textarea
            autoFocus
            className="box mt-3"
            name="title"
            rows={2}
            maxLength={20_000}
            required
            aria-label="Title"
            dir="auto"
            defaultValue={segment.title}
          />
        )}
        <Problem className="mt-3">{problem}</Problem>
        <div className="mt-4 flex flex-wrap justify-end gap-2">
          <button type="button" className={button()} onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className={button({ variant: 'primary' })} {...whileBusy(isBusy || !segment)}>
            {isBusy ? 'Save…' : 'Save'}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
