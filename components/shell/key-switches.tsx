'use client';

import { useState } from 'react';
import { say } from '@/components/ui/toast';
import { isSwitchedOn, type Switch, switchTo } from '@/components/ui/use-keys';
import { changePreferences } from '@/lib/people/preference-client';

interface KeySwitchesProps {
  /** What is on, where the server knows; else this browser does. */
  initial?: Record<Switch, boolean>;
  /** Whether this browser alone remembers it, for who is nobody here. */
  isHereOnly?: boolean;
}

const NAMES: Record<Switch, [name: string, meaning: string]> = {
  keys: ['Single-key shortcuts', 'Turn them off if you dictate, or press keys by accident.'],
  advance: ['Advance after marking reviewed', 'Marking leads on to the next segment to review.'],
};

/** What a person may switch off, saved at once. */
export function KeySwitches({ initial, isHereOnly = false }: KeySwitchesProps) {
  const [isOn, setOn] = useState(() => initial ?? { keys: isSwitchedOn('keys'), advance: isSwitchedOn('advance') });
  const apply = (name: Switch, to: boolean) => {
    switchTo(name, to);
    setOn((now) => ({ ...now, [name]: to }));
  };
  const change = async (name: Switch, to: boolean) => {
    apply(name, to);
    if (isHereOnly) return;
    await changePreferences({ [name]: to }).catch(() => {
      apply(name, !to);
      say('Not saved. Try again', { isError: true });
    });
  };
  const shown: Switch[] = isHereOnly ? ['keys'] : ['keys', 'advance'];
  return shown.map((name) => (
    <label key={name} className="flex items-start gap-2.5 py-1.5">
      <input
        type="checkbox"
        className="mt-0.5 size-4 flex-none"
        checked={isOn[name]}
        onChange={(event) => void change(name, event.target.checked)}
      />
      <span className="text-ui">
        {NAMES[name][0]}
        <span className="block text-meta text-ink-3">{NAMES[name][1]}</span>
      </span>
    </label>
  ));
}
