'use client';

import { useState } from 'react';
import { say } from '@/components/ui/toast';
import { changePreferences } from '@/lib/people/preference-client';
import type { PreferencesInput } from '@/lib/people/preference-schema';

interface ChoiceProps<T extends string> {
  /** What is chosen, for those who do not see the heading. */
  label: string;
  options: readonly { is: T; name: string; meaning?: string }[];
  value: T;
  onChoose: (value: T) => void;
}

/** A choice of few, one of which holds; it counts at once. */
export function Choice<T extends string>({ label, options, value, onChoose }: ChoiceProps<T>) {
  return (
    <fieldset className="grid gap-1">
      <legend className="sr-only">{label}</legend>
      {options.map(({ is, name, meaning }) => (
        <label key={is} className="flex min-h-8 items-start gap-2.5 py-1 max-md:min-h-11 max-md:py-2">
          <input
            type="radio"
            className="mt-0.5 size-4 flex-none"
            name={label}
            value={is}
            checked={is === value}
            onChange={() => onChoose(is)}
          />
          <span className="text-ui">
            {name}
            {meaning && <span className="block text-meta text-ink-3">{meaning}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** A preference that shows at once, is saved meanwhile, and goes back where that fails. */
export function usePreference<T>(
  initial: T,
  { show, keep }: { show?: (value: T) => void; keep: (value: T) => PreferencesInput },
) {
  const [value, setValue] = useState(initial);
  const apply = (to: T) => {
    setValue(to);
    show?.(to);
  };
  const choose = async (to: T): Promise<boolean> => {
    apply(to);
    try {
      await changePreferences(keep(to));
      return true;
    } catch {
      apply(value);
      say('Not saved. Try again', { isError: true });
      return false;
    }
  };
  return [value, choose] as const;
}
