'use client';

import { useState } from 'react';
import { say, sayUndoable } from '@/components/ui/toast';
import {
  allowSuggestion,
  conflictOf,
  inputOf,
  nameOf,
  refuseSuggestion,
  resolveItem,
  takeBack,
} from '@/lib/reviews/resolution-client';
import type { ResolutionInput } from '@/lib/reviews/resolution-schema';
import type { Resolution } from '@/lib/segments/resolution-schema';
import type { OpenEnd } from './open-end';
import { keepAnswer, readAnswer } from './use-pointed';

interface Board {
  settle: (entry: OpenEnd, isSettled: boolean) => void;
  refresh: () => void;
  /** Opens an item again, in which something is left to do. */
  reopen: (entry: OpenEnd) => void;
}

const NOT_SAVED = 'Not saved. Try again';

/** What a reader does about open ends: at once on the page, taken back where the server does not take it, and by `Z`. */
export function useSettling({ settle, refresh, reopen }: Board) {
  const [conflicts, setConflicts] = useState<Record<string, Resolution[]>>({});
  const back = (entry: OpenEnd, problem?: string) => {
    settle(entry, false);
    reopen(entry);
    if (problem) say(problem, { isError: true });
  };
  const save = async (entry: OpenEnd, body: ResolutionInput, saved: string) => {
    const draft = readAnswer(entry.id);
    settle(entry, true);
    try {
      await resolveItem(entry, body);
      keepAnswer(entry.id, { words: '', to: '' });
      setConflicts(({ [entry.id]: _, ...others }) => others);
      sayUndoable(saved, () => undo(entry, draft));
    } catch (error) {
      const others = conflictOf(error);
      if (others) setConflicts((before) => ({ ...before, [entry.id]: others }));
      back(entry, others ? undefined : NOT_SAVED);
    }
    refresh();
  };
  const undo = async (entry: OpenEnd, draft: ReturnType<typeof readAnswer>) => {
    keepAnswer(entry.id, draft);
    back(entry);
    await takeBack(entry).catch(() => say(NOT_SAVED, { isError: true }));
    refresh();
  };
  /** Opens a settled item again. */
  const takeWordBack = async (entry: OpenEnd, word: Resolution) => {
    settle(entry, true);
    try {
      await takeBack(entry, word.by.is_you ? undefined : word.id);
      const said = entry.kind === 'question' ? 'The question is open again' : 'The next step is open again';
      if (word.by.is_you) sayUndoable(said, () => sayAgain(entry, word));
      else say(said);
    } catch {
      back(entry, NOT_SAVED);
    }
    refresh();
  };
  const sayAgain = async (entry: OpenEnd, word: Resolution) => {
    back(entry);
    await resolveItem(entry, inputOf(word)).catch(() => say(NOT_SAVED, { isError: true }));
    refresh();
  };
  const refuse = async (entry: OpenEnd) => {
    if (entry.kind !== 'question' || !entry.suggested_in) return;
    const segment = nameOf(entry.suggested_in);
    try {
      await refuseSuggestion(entry.id);
      sayUndoable(`Segment ${segment.n} is not suggested again`, () => allowSuggestion(entry.id, segment).then(refresh, refresh));
    } catch {
      say(NOT_SAVED, { isError: true });
    }
    refresh();
  };
  return { conflicts, save, takeWordBack, refuse };
}
