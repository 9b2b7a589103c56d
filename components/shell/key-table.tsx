'use client';

import { useSyncExternalStore } from 'react';
import { Kbd } from '@/components/ui/kbd';
import { COMMAND, KEY_GROUPS } from './key-groups';
import '@/components/ui/sheet.css';

/** The keys that there are, by what they are for. */
export function KeyTable({ isShared = false }: { isShared?: boolean }) {
  const command = useCommandKey();
  const groups = KEY_GROUPS.map(({ title, entries }) => ({
    title,
    entries: entries.filter(({ isOurs }) => !isShared || !isOurs),
  })).filter(({ entries }) => entries.length > 0);
  return (
    <div className="key-table text-ui">
      {groups.map(({ title, entries }) => (
        <section key={title} aria-label={title}>
          <h3 className="mb-2 font-semibold">{title}</h3>
          <dl>
            {entries.map(({ name, keys, by }) => (
              <div key={name} className="flex min-h-7 items-center justify-between gap-4">
                <dt>{name}</dt>
                <dd className="flex flex-none items-center gap-1 text-meta text-ink-3">
                  {keys.map((key, i) => (
                    <span key={key} className="contents">
                      {i > 0 && by === 'then' && <span>then</span>}
                      {i > 0 && by !== 'then' && <span className="sr-only">{by ?? 'with'}</span>}
                      <Kbd>{key === COMMAND ? command : key}</Kbd>
                    </span>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

const never = () => () => {};

/** The server does not know the keyboard: the first picture says Ctrl everywhere. */
const useCommandKey = (): string =>
  useSyncExternalStore(
    never,
    () => (/Mac|iP(hone|ad|od)/.test(navigator.userAgent) ? '⌘' : 'Ctrl'),
    () => 'Ctrl',
  );
