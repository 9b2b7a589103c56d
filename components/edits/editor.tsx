'use client';

import type { ReactNode } from 'react';
import { visible } from '@/components/evidence/safe-text';
import { button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { Prose } from '@/components/ui/prose';
import { SaveKeys } from '@/components/ui/save-keys';
import { whileBusy } from '@/components/ui/while-busy';
import { writing } from '@/components/ui/writing';
import type { EditWords } from '@/lib/reviews/edit-schema';
import type { EditField } from '@/lib/segments/word-schema';
import { FIELD_NAMES, type Place } from './editing';
import { ListInput, type ListWords } from './list-input';
import { StatusInput } from './status-input';
import { useEditor, type Written } from './use-editor';
import './editor.css';

interface EditorProps {
  field: EditField;
  place: Place;
  onClose: () => void;
}

/** The editor of a field, in its place. */
export function Editor({ field, place, onClose }: EditorProps) {
  const { value, isChanged, state, written, write, save, discard } = useEditor(place, field, onClose);
  if (value === undefined)
    return (
      <p className="text-meta text-ink-3">{state === 'failed' ? 'The field could not be loaded. Reload the page' : 'Loading…'}</p>
    );
  const isEmpty = field === 'title' && typeof value === 'string' && value.trim() === '';
  const submit = () => (isEmpty ? undefined : void save());
  return (
    <form
      className="editor"
      aria-label={`Edit ${FIELD_NAMES[field].toLowerCase()}`}
      {...writing({ save: submit, leave: discard, isUntouched: !isChanged })}
    >
      <Input field={field} value={value} onChange={write} />
      {written && <Meanwhile written={written} />}
      {state === 'failed' && (
        <p role="alert" className="mt-1 text-meta text-fail">
          Not saved. Try again
        </p>
      )}
      <div className="mt-2 flex flex-wrap gap-2 in-[.dialog]:mt-4 in-[.dialog]:flex-row-reverse">
        <button
          type="submit"
          className={button({ variant: 'primary', size: 'sm' })}
          {...whileBusy(state === 'saving' || isEmpty)}
        >
          {saveWord(state === 'saving', written !== null)} <SaveKeys />
        </button>
        <button type="button" className={button({ variant: 'ghost', size: 'sm' })} onClick={discard}>
          Cancel {!isChanged && <Kbd>Esc</Kbd>}
        </button>
      </div>
    </form>
  );
}

const saveWord = (isSaving: boolean, isSecond: boolean): string =>
  `${isSecond ? 'Save mine instead' : 'Save'}${isSaving ? '…' : ''}`;

interface InputProps {
  field: EditField;
  value: EditWords;
  onChange: (value: EditWords) => void;
}

function Input({ field, value, onChange }: InputProps): ReactNode {
  if (Array.isArray(value)) return <ListInput field={field} items={value} onChange={(items: ListWords) => onChange(items)} />;
  if (field === 'status') return <StatusInput value={value ?? 'unknown'} onChange={onChange} />;
  return (
    <textarea
      // biome-ignore lint/a11y/noAutofocus: it takes the place of the words that it changes
      autoFocus
      className="box"
      rows={field === 'title' ? 1 : 3}
      maxLength={20_000}
      aria-label={FIELD_NAMES[field]}
      dir="auto"
      value={value ?? ''}
      onChange={(event) => onChange(field === 'title' ? event.target.value.replaceAll('\n', ' ') : event.target.value)}
    />
  );
}

/** Another person was quicker: both are there, and nothing is lost. */
function Meanwhile({ written: { by, value } }: { written: Written }) {
  const words = Array.isArray(value) ? value.map(({ text }) => text) : [value ?? 'Nothing'];
  return (
    <div role="alert" className="mt-2 rounded-md bg-sunken px-3 py-2.5 text-small text-ink-2">
      <p>{visible(by)} changed this while you were writing:</p>
      <ul className="mt-1 wrap-anywhere">
        {words.map((text, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of one answer, which never move
          <li key={i} dir="auto">
            <Prose text={text} />
          </li>
        ))}
      </ul>
    </div>
  );
}
