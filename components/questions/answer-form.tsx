'use client';

import { type FormEvent, useId, useState } from 'react';
import { button } from '@/components/ui/button';
import { keepDraft, useDraft } from '@/components/ui/draft';
import { Kbd } from '@/components/ui/kbd';
import { SaveKeys } from '@/components/ui/save-keys';
import { nameOf } from '@/lib/reviews/resolution-client';
import type { LaterSegment, QuestionEntry, ResolutionInput } from '@/lib/reviews/resolution-schema';
import { Choice, LaterChoice } from './later-choice';
import { type How, usePointed } from './use-pointed';
import './words-box.css';

interface AnswerFormProps {
  entry: QuestionEntry;
  saveLabel: string;
  onSave: (body: ResolutionInput, saved: string, isTyping: boolean) => void;
  onSkip: () => void;
}

/** Says what the answer is, in words or by the segment that gives it, or that none is needed. */
export function AnswerForm({ entry, saveLabel, onSave, onSkip }: AnswerFormProps) {
  const id = useId();
  const draft = useDraft(entry.id);
  const { how, segment, choose: point, setSegment } = usePointed(entry.id, 'question');
  const [problem, setProblem] = useState('');
  const body = bodyOf(how, draft.trim(), segment);
  const save = (event?: FormEvent, isTyping = false) => {
    event?.preventDefault();
    if (!body) setProblem(how === 'segment' ? 'Choose the segment that answers it' : 'Write the answer, or point to it');
    else onSave(body, how === 'dropped' ? 'Marked as not needed' : 'Answer saved', isTyping);
  };
  const choose = (next: How) => {
    point(next);
    setProblem('');
  };
  return (
    <form onSubmit={save}>
      <label className="mt-5.5 mb-1 block text-meta text-ink-3" htmlFor={id}>
        Answer
      </label>
      <textarea
        id={id}
        className="words-box"
        placeholder="Write what happened. Agents can read this through the API."
        value={draft}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-problem` : undefined}
        onChange={(event) => {
          keepDraft(entry.id, event.target.value);
          setProblem('');
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey) && !event.nativeEvent.isComposing) save(event, true);
        }}
      />
      <fieldset className="mt-5.5 border-b border-line">
        <legend className="mb-1 text-meta text-ink-3">Or point to where it was answered</legend>
        <Choice name={`${id}-how`} isOn={how === 'words'} onChoose={() => choose('words')}>
          Written answer only
        </Choice>
        <LaterChoice
          {...{ entry, segment, setSegment }}
          kind="question"
          name={`${id}-how`}
          isOn={how === 'segment'}
          onChoose={() => choose('segment')}
        />
        <Choice name={`${id}-how`} isOn={how === 'dropped'} onChoose={() => choose('dropped')}>
          Not needed any more
        </Choice>
      </fieldset>
      {problem && (
        <p id={`${id}-problem`} role="alert" className="mt-2 text-meta text-fail">
          {problem}
        </p>
      )}
      <div className="mt-3.5 flex flex-wrap items-center gap-2 max-md:[&>button]:min-h-11">
        <button type="submit" className={button({ variant: 'primary' })}>
          {saveLabel} <SaveKeys />
        </button>
        <button type="button" className={button({ variant: 'ghost' })} onClick={onSkip}>
          Skip <Kbd>J</Kbd>
        </button>
      </div>
    </form>
  );
}

function bodyOf(how: How, answer: string, segment: LaterSegment | null): ResolutionInput | null {
  if (how === 'dropped') return { dropped: true };
  if (how === 'segment') return segment && { segment: nameOf(segment), ...(answer && { answer }) };
  return answer ? { answer } : null;
}
