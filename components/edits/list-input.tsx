'use client';

import { useRef } from 'react';
import { button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import type { EditWords } from '@/lib/reviews/edit-schema';
import type { EditField } from '@/lib/segments/word-schema';

export type ListWords = Extract<EditWords, unknown[]>;

interface ListInputProps {
  field: EditField;
  items: ListWords;
  onChange: (items: ListWords) => void;
}

/** What one item is called. */
const ONE: Partial<Record<EditField, string>> = {
  next_steps: 'next step',
  key_decisions: 'decision',
  open_questions: 'question',
};

/** The items of a list, one below the other: written, moved, taken out and added. */
export function ListInput({ field, items, onChange }: ListInputProps) {
  const root = useRef<HTMLUListElement>(null);
  const one = ONE[field] ?? 'item';
  const change = (at: number, part: object) => onChange(items.map((item, i) => (i === at ? { ...item, ...part } : item)));
  const move = (at: number, to: number) => {
    const rest = items.filter((_, i) => i !== at);
    const [item] = items.slice(at, at + 1);
    if (item) onChange([...rest.slice(0, to), item, ...rest.slice(to)]);
  };
  const add = () => {
    onChange([
      ...items,
      {
        id: null,
        text: '',
        ...(field === 'next_steps' ? { owner: 'agent' } : field === 'key_decisions' ? { by: 'person' } : {}),
      },
    ]);
    requestAnimationFrame(() => root.current?.querySelector<HTMLElement>('li:last-child textarea')?.focus());
  };
  return (
    <>
      <ul ref={root} className="flex flex-col gap-2">
        {items.map((item, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: new items have no id yet, and what is written moves with them
          <li key={i} className="flex flex-wrap items-start gap-1">
            <textarea
              // biome-ignore lint/a11y/noAutofocus: it takes the place of the words that it changes
              autoFocus={i === 0}
              className="box box-item"
              rows={1}
              maxLength={20_000}
              aria-label={`${one} ${i + 1}`}
              dir="auto"
              value={item.text}
              onChange={(event) => change(i, { text: event.target.value })}
            />
            {field !== 'open_questions' && <Party field={field} item={item} of={i} onChange={(part) => change(i, part)} />}
            <Tool name={`Move ${one} ${i + 1} up`} icon="up" isOff={i === 0} onClick={() => move(i, i - 1)} />
            <Tool name={`Move ${one} ${i + 1} down`} icon="down" isOff={i === items.length - 1} onClick={() => move(i, i + 1)} />
            <Tool name={`Remove ${one} ${i + 1}`} icon="close" onClick={() => onChange(items.filter((_, at) => at !== i))} />
          </li>
        ))}
      </ul>
      <button type="button" className={button({ variant: 'ghost', size: 'sm', class: '-ms-2.5 mt-1' })} onClick={add}>
        Add a {one}
      </button>
    </>
  );
}

interface PartyProps {
  field: EditField;
  item: ListWords[number];
  of: number;
  onChange: (part: object) => void;
}

/** Whose step it is, or who decided. */
function Party({ field, item, of, onChange }: PartyProps) {
  const key = field === 'next_steps' ? 'owner' : 'by';
  return (
    <select
      className="party"
      aria-label={`${field === 'next_steps' ? 'Whose step' : 'Who decided'} ${of + 1}`}
      value={item[key] ?? 'agent'}
      onChange={(event) => onChange({ [key]: event.target.value })}
    >
      <option value="agent">Agent</option>
      <option value="person">Person</option>
    </select>
  );
}

interface ToolProps {
  name: string;
  icon: 'up' | 'down' | 'close';
  isOff?: boolean;
  onClick: () => void;
}

const Tool = ({ name, icon, isOff = false, onClick }: ToolProps) => (
  <button
    type="button"
    className={button({ variant: 'ghost', size: 'sm', isIcon: true, class: isOff ? 'invisible' : '' })}
    aria-label={name}
    title={name}
    onClick={onClick}
  >
    <Icon name={icon} className="icon icon-sm" />
  </button>
);
