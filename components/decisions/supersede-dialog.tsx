'use client';

import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useDeferredValue, useState } from 'react';
import { Choice } from '@/components/questions/later-choice';
import { Dialog, DialogButtons } from '@/components/ui/dialog';
import { FindField } from '@/components/ui/find-field';
import { Name } from '@/components/ui/name';
import { oneLine } from '@/components/ui/one-line';
import { Problem } from '@/components/ui/problem';
import { Prose } from '@/components/ui/prose';
import { conflictOf, decisionsQuery } from '@/lib/reviews/resolution-client';
import type { DecisionEntry, ResolutionInput } from '@/lib/reviews/resolution-schema';

const LINE_CHARS = 160;

interface SupersedeDialogProps {
  project: string;
  decision: DecisionEntry;
  onSave: (body: ResolutionInput) => Promise<void>;
  onClose: () => void;
}

/** Chooses among the decisions that were made after one. */
export default function SupersedeDialog({ project, decision, onSave, onClose }: SupersedeDialogProps) {
  const [words, setWords] = useState('');
  const q = useDeferredValue(words);
  const { data } = useQuery({
    ...decisionsQuery(project, { since: decision.said_at, q }),
    placeholderData: (before: DecisionEntry[] | undefined) => before,
  });
  const [chosen, setChosen] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!chosen) return setProblem('Choose the decision that took its place');
    setBusy(true);
    try {
      await onSave({ decision: chosen });
    } catch (error) {
      const [other] = conflictOf(error) ?? [];
      setProblem(other ? `${other.by.name} said what took its place meanwhile` : 'Not saved. Try again');
      setBusy(false);
    }
  };
  return (
    <Dialog title="Superseded by" onClose={onClose}>
      <p className="mt-1 text-small text-ink-2 line-through decoration-pencil wrap-anywhere" dir="auto">
        <Prose text={oneLine(decision.text, LINE_CHARS)} />
      </p>
      <form onSubmit={save}>
        <FindField className="mt-4 mb-1" label="Find a later decision" value={words} onChange={setWords} />
        <fieldset className="max-h-72 overflow-auto [&>label:first-of-type]:border-0">
          <legend className="sr-only">Later decisions</legend>
          {data?.map((each) => (
            <Choice key={each.id} name="decision" isOn={chosen === each.id} onChoose={() => setChosen(each.id)}>
              <Prose text={oneLine(each.text, LINE_CHARS)} />
              <span className="block text-meta text-ink-3 wrap-anywhere">
                segment {each.segment.n} of <Name text={oneLine(each.segment.session_title, LINE_CHARS)} />
              </span>
            </Choice>
          ))}
          {data?.length === 0 && (
            <p className="py-2.5 text-meta text-ink-3">{q ? 'No later decision has these words' : 'Nothing was decided since'}</p>
          )}
        </fieldset>
        <Problem className="mt-3">{problem}</Problem>
        <DialogButtons save="Save" isBusy={isBusy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
