'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { say, sayUndoable } from '@/components/ui/toast';
import { whileBusy } from '@/components/ui/while-busy';
import { WordDiff } from '@/components/ui/word-diff';
import { getEdits, putEdit, removeEdit } from '@/lib/reviews/edit-client';
import type { Edit, EditWords } from '@/lib/reviews/edit-schema';
import type { EditField } from '@/lib/segments/word-schema';
import { FIELD_NAMES } from './editing';
import './editor.css';

interface OriginalProps {
  field: EditField;
  segment: string;
  onClose: () => void;
}

/** The machine's words for a field beside the person's, and the way back to them. */
export function Original({ field, segment, onClose }: OriginalProps) {
  const router = useRouter();
  const [edit, setEdit] = useState<Edit | 'failed' | null>(null);
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    getEdits(segment).then(
      ({ items }) => setEdit(items.find((one) => one.field === field && one.ended_at === null) ?? 'failed'),
      () => setEdit('failed'),
    );
  }, [segment, field]);
  const back = async () => {
    if (!edit || edit === 'failed') return;
    setBusy(true);
    try {
      await removeEdit(segment, field);
      onClose();
      router.refresh();
      const undo = () => putEdit(segment, field, { value: edit.value }).then(() => router.refresh());
      sayUndoable(
        `${FIELD_NAMES[field]}: the original is back`,
        () => void undo().catch(() => say('Not undone. Try again', { isError: true })),
      );
    } catch {
      setBusy(false);
      say('Not saved. Try again', { isError: true });
    }
  };
  return (
    <Dialog title={`${FIELD_NAMES[field]}: the original`} onClose={onClose}>
      {edit === null && <p className="mt-2 text-small text-ink-3">Loading…</p>}
      {edit === 'failed' && <p className="mt-2 text-small text-ink-2">The original could not be loaded.</p>}
      {edit && edit !== 'failed' && (
        <div className="word-diff mt-2 max-h-[60dvh] overflow-auto text-small whitespace-pre-line wrap-anywhere" dir="auto">
          <WordDiff before={textOf(edit.machine)} after={textOf(edit.value)} />
        </div>
      )}
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        {/* biome-ignore lint/a11y/noAutofocus: a dialog takes the focus, and gives it back when it closes */}
        <button type="button" className={button()} onClick={onClose} autoFocus>
          Close
        </button>
        <button
          type="button"
          className={button({ variant: 'primary' })}
          onClick={back}
          {...whileBusy(isBusy || !edit || edit === 'failed')}
        >
          Use the original
        </button>
      </div>
    </Dialog>
  );
}

const textOf = (words: EditWords): string => (Array.isArray(words) ? words.map(({ text }) => text).join('\n') : (words ?? ''));
