'use client';

import { type Ref, useState } from 'react';
import { button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { Kbd } from '@/components/ui/kbd';
import { isSwitchedOn, type Switch, switchTo } from '@/components/ui/use-keys';

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
  const [opened, setOpened] = useState(0);
  return (
    <dialog
      ref={ref}
      className="sheet"
      aria-labelledby="keys-title"
      onToggle={() => setOpened((times) => times + 1)}
      closedby="any"
    >
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
      {opened > 0 && (
        <div key={opened} className="mt-3 border-t border-line pt-2 text-ui">
          <KeySwitch name="keys">Single-key shortcuts</KeySwitch>
          <KeySwitch name="advance">Advance after marking reviewed</KeySwitch>
        </div>
      )}
    </dialog>
  );
}

function KeySwitch({ name, children }: { name: Switch; children: string }) {
  const [isOn, setOn] = useState(() => isSwitchedOn(name));
  const change = (to: boolean) => {
    switchTo(name, to);
    setOn(to);
  };
  return (
    <label className="flex min-h-8 items-center gap-2">
      <input type="checkbox" checked={isOn} onChange={(event) => change(event.target.checked)} />
      {children}
    </label>
  );
}
