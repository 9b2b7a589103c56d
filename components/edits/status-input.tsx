'use client';

import { field } from '@/components/ui/field';

const WORDS = [
  ['done', 'Done'],
  ['partial', 'Partly done'],
  ['blocked', 'Waiting'],
  ['failed', 'Failed'],
  ['abandoned', 'No end recorded'],
  ['in_progress', 'In progress'],
  ['unknown', 'Not said'],
] as const;

/** A segment's status, as a person sees it. */
export function StatusInput({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <select
      // biome-ignore lint/a11y/noAutofocus: it takes the place of what it changes
      autoFocus
      className={field({ class: 'max-w-56' })}
      aria-label="Status"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {WORDS.map(([status, word]) => (
        <option key={status} value={status}>
          {word}
        </option>
      ))}
    </select>
  );
}
