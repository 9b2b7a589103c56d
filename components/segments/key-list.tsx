'use client';

import { type Ref, useState } from 'react';
import { button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { Kbd } from '@/components/ui/kbd';
import { areKeysOn, switchKeys } from '@/components/ui/use-keys';

const KEYS: [name: string, ...keys: string[]][] = [
  ['Next / previous segment', 'J', 'K'],
  ['Open segment with evidence', 'E', '↵'],
  ['Outcomes only / full', 'O'],
  ['Copy link to segment', 'Y'],
  ['Back to timeline, close', 'Esc'],
  ['This list', '?'],
];

/** The keys that exist, and the switch that turns them off. */
export function KeyList({ ref }: { ref: Ref<HTMLDialogElement> }) {
  const [isOn, setOn] = useState(true);
  return (
    <dialog ref={ref} className="sheet" aria-labelledby="keys-title" onToggle={() => setOn(areKeysOn())} closedby="any">
      <form method="dialog" className="flex items-center justify-between">
        <h2 id="keys-title" className="text-title">
          Keyboard
        </h2>
        <button type="submit" className={button({ variant: 'ghost', isIcon: true })} aria-label="Close">
          <Icon name="close" />
        </button>
      </form>
      <dl className="mt-3 text-ui">
        {KEYS.map(([name, ...keys]) => (
          <div key={name} className="flex items-center justify-between gap-6 py-1">
            <dt>{name}</dt>
            <dd className="flex gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <label className="mt-3 flex min-h-8 items-center gap-2 border-t border-line pt-3 text-ui">
        <input
          type="checkbox"
          checked={isOn}
          onChange={(event) => {
            switchKeys(event.target.checked);
            setOn(event.target.checked);
          }}
        />
        Single-key shortcuts
      </label>
    </dialog>
  );
}
