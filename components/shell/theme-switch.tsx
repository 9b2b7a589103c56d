'use client';

import { useState } from 'react';
import { button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { Menu } from '@/components/ui/menu';

const THEMES = { system: 'System', light: 'Light', dark: 'Dark' } as const;
const ICONS = { system: 'system', light: 'sun', dark: 'moon' } as const;
const A_YEAR = 365 * 24 * 3600;

export type Theme = keyof typeof THEMES;

/** Kept in a cookie that the server renders into the page, so that no page flashes in the other theme. */
export function ThemeSwitch({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState(initial);
  const choose = (chosen: Theme) => {
    setTheme(chosen);
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox before 140 and Safari before 18.4
    document.cookie = `theme=${chosen}; path=/; max-age=${chosen === 'system' ? 0 : A_YEAR}; samesite=lax`;
    if (chosen === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = chosen;
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
    </Menu>
  );
}
