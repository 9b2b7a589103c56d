'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useMemo, useState } from 'react';
import { keepDraft, useDraft } from '@/components/ui/draft';
import { say, sayUndoable } from '@/components/ui/toast';
import { ApiError } from '@/lib/http/api';
import { putEdit, removeEdit } from '@/lib/reviews/edit-client';
import type { EditWords } from '@/lib/reviews/edit-schema';
import { getSegment } from '@/lib/segments/client';
import type { SegmentDetail } from '@/lib/segments/schema';
import type { EditField } from '@/lib/segments/word-schema';
import { draftName, draftOf } from './draft';
import { FIELD_NAMES, type Place } from './editing';

/** What another person wrote while one was writing. */
export interface Written {
  by: string;
  rev: number;
  value: EditWords;
}

/** What a field of a segment says, as it is written. */
function wordsOf(segment: SegmentDetail, field: EditField): EditWords {
  if (field === 'next_steps') return segment.next_steps.map(({ id, text, owner }) => ({ id, text, owner }));
  if (field === 'key_decisions') return segment.key_decisions.map(({ id, text, by }) => ({ id, text, by }));
  if (field === 'open_questions') return segment.open_questions.map(({ id, text }) => ({ id, text }));
  return segment[field];
}

/** A field while it is written: as it is now, saved under the revision that was read, kept until then, and where another wrote meanwhile. */
export function useEditor(place: Place, field: EditField, onClose: () => void) {
  const router = useRouter();
  const [before, setBefore] = useState<SegmentDetail | null>(null);
  const [state, setState] = useState<'idle' | 'saving' | 'failed'>('idle');
  const [written, setWritten] = useState<Written | null>(null);
  const { id, sid, n, cut } = place;
  const name = draftName(id, field);
  const text = useDraft(name);
  const draft = useMemo(() => draftOf(text, field), [text, field]);
  useEffect(() => {
    let isHere = true;
    getSegment(sid, n, cut).then(
      (segment) => isHere && setBefore(segment),
      () => isHere && setState('failed'),
    );
    return () => {
      isHere = false;
    };
  }, [sid, n, cut]);
  const value = before === null ? undefined : draft ? draft.value : wordsOf(before, field);
  const write = (words: EditWords) => keepDraft(name, JSON.stringify({ rev: draft?.rev ?? before?.rev, value: words }));
  const discard = () => {
    keepDraft(name, '');
    onClose();
  };
  const save = async () => {
    if (!before || value === undefined) return;
    setState('saving');
    try {
      await putEdit(id, field, { value, rev: written?.rev ?? draft?.rev ?? before.rev });
      discard();
      router.refresh();
      sayUndoable(`${FIELD_NAMES[field]} saved`, () => void takeBack(before, field).then(() => router.refresh(), notUndone));
    } catch (error) {
      const meanwhile = error instanceof ApiError ? error.problem.written : undefined;
      if (meanwhile) setWritten({ ...meanwhile, value: fromRecord(field, meanwhile.value) });
      setState(meanwhile ? 'idle' : 'failed');
    }
  };
  return { value, isChanged: draft !== null, state, written, write, save, discard };
}

const notUndone = () => say('Not undone. Try again', { isError: true });

/** A person's words before, or the machine's. */
const takeBack = (before: SegmentDetail, field: EditField) =>
  before.edits[field] ? putEdit(before.id, field, { value: wordsOf(before, field) }) : removeEdit(before.id, field);

/** Words of a conflict are the record's; only their text is shown. */
function fromRecord(field: EditField, value: unknown): EditWords {
  if (Array.isArray(value))
    return value.map((item: { id?: string; text?: string }) => ({ id: item.id ?? null, text: item.text ?? '' }));
  return typeof value === 'string' ? value : field === 'title' ? '' : null;
}
