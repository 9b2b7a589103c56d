'use client';

import Link from 'next/link';
import { useState } from 'react';
import { button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { Menu } from '@/components/ui/menu';
import { say } from '@/components/ui/toast';
import { changePreferences } from '@/lib/people/preference-client';
import { applyTheme, type Theme } from './theme';

const THEMES = { system: 'System', light: 'Light', dark: 'Dark' } as const;
const ICONS = { system: 'system', light: 'sun', dark: 'moon' } as const;

/** The theme, which the server renders into the page so that none flashes in the other one; and the way to the person's other settings. */
export function ThemeSwitch({ initial, project }: { initial: Theme; project: string | undefined }) {
  const [theme, setTheme] = useState(initial);
  const base = project ? `/${project}` : '';
  const choose = (chosen: Theme) => {
    setTheme(chosen);
    applyTheme(chosen);
    changePreferences({ theme: chosen }).catch(() => say('Kept in this browser only: not saved', { isError: true }));
  };
  return (
    <Menu
      align="end"
      name={`Theme: ${THEMES[theme]}`}
      className={button({ variant: 'ghost', isIcon: true })}
      label={<Icon name={ICONS[theme]} />}
    >
      {(Object.keys(THEMES) as Theme[]).map((name) => (
        <button key={name} type="button" className="menu-item" aria-pressed={name === theme} onClick={() => choose(name)}>
          <Icon name={ICONS[name]} />
          {THEMES[name]}
        </button>
      ))}
      <Link href={`${base}/settings/display`} className="menu-item mt-1 border-t border-line">
        Display settings
      </Link>
      <Link href={`${base}/settings/keyboard`} className="menu-item">
        Keyboard
      </Link>
    </Menu>
  );
}
