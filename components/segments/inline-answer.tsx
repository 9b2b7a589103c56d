'use client';

import { usePathname } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { Conflict } from '@/components/questions/conflict';
import { button } from '@/components/ui/button';
import { keepDraft, readDraft, useDraft } from '@/components/ui/draft';
import { say, sayUndoable } from '@/components/ui/toast';
import { whileBusy } from '@/components/ui/while-busy';
import { conflictOf, resolveItem, takeBack } from '@/lib/reviews/resolution-client';
import type { Resolution } from '@/lib/segments/resolution-schema';
import '@/components/questions/words-box.css';

interface InlineAnswerProps {
  id: string;
  /** Shows what was said, or nothing again. */
  onTell: (told: string | null) => void;
  onClose: () => void;
  refresh: () => void;
}

/** A small form in the place of the question; the page of questions has more ways to answer. */
export default function InlineAnswer({ id, onTell, onClose, refresh }: InlineAnswerProps) {
  const draft = useDraft(id);
  const project = usePathname().split('/')[1] ?? '';
  const [isBusy, setBusy] = useState(false);
  const [others, setOthers] = useState<Resolution[]>([]);
  const item = { kind: 'question', id } as const;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const answer = readDraft(id).trim();
    if (!answer || isBusy) return;
    setBusy(true);
    try {
      await resolveItem(item, { answer, ...(others.length > 0 && { beside: true as const }) });
      keepDraft(id, '');
      onTell(`Answered by you: ${answer}`);
      sayUndoable('Answer saved', () => undo(answer));
      refresh();
    } catch (error) {
      setBusy(false);
      const said = conflictOf(error);
      if (said) setOthers(said);
      else say('Not saved. Try again', { isError: true });
    }
  };
  const undo = async (answer: string) => {
    keepDraft(id, answer);
    onTell(null);
    await takeBack(item).catch(() => say('Not saved. Try again', { isError: true }));
    refresh();
  };
  return (
    <form className="mt-2 max-w-measure" onSubmit={save}>
      {others.length > 0 && <Conflict words={others} kind="question" clock={ownClock()} />}
      <textarea
        className="words-box mt-1"
        aria-label="Answer"
        placeholder="Write what happened. Agents can read this through the API."
        value={draft}
        // biome-ignore lint/a11y/noAutofocus: it was opened to be written in
        autoFocus
        onChange={(event) => keepDraft(id, event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey) && !event.nativeEvent.isComposing) save(event);
        }}
      />
      <span className="mt-1.5 flex flex-wrap items-center gap-2">
        <button type="submit" className={button({ variant: 'primary', size: 'sm' })} {...whileBusy(isBusy)}>
          {others.length > 0 ? 'Save mine too' : 'Save answer'}
        </button>
        <button type="button" className={button({ variant: 'ghost', size: 'sm' })} onClick={onClose}>
          Cancel
        </button>
        <a className="quiet-link ms-auto text-meta text-ink-3" href={`/${project}/questions/${id}`}>
          More ways to answer
        </a>
      </span>
    </form>
  );
}

const ownClock = () => ({ zone: Intl.DateTimeFormat().resolvedOptions().timeZone, now: Date.now(), suffix: '' });
