import { applyTheme, type Theme } from '@/components/shell/theme';
import { copyAndSay } from '@/components/ui/copy-button';
import type { IconName } from '@/components/ui/icon';
import { say } from '@/components/ui/toast';
import { changePreferences } from '@/lib/people/preference-client';

/** Something that the command menu does. */
export interface Action {
  id: string;
  text: string;
  icon: IconName;
  /** Where it leads, or what it does. */
  to: string | (() => Promise<unknown> | undefined);
}

/** What can be done from everywhere: the ways to the pages, other projects, the link of this page, the theme. */
export function actionsOf(project: string | undefined, projects: readonly { name: string; url: string }[]): Action[] {
  const go = (text: string, path: string, icon: IconName): Action => ({ id: path, text, icon, to: path });
  return [
    ...(project
      ? [
          go('Go to inbox', `/${project}`, 'inbox'),
          go('Go to sessions', `/${project}/sessions`, 'list'),
          go('Go to questions', `/${project}/questions`, 'question'),
          go('Go to decisions', `/${project}/decisions`, 'done'),
          go('Go to settings', `/${project}/settings`, 'settings'),
          go('Keyboard settings', `/${project}/settings/keyboard`, 'settings'),
          go('Display settings', `/${project}/settings/display`, 'settings'),
        ]
      : []),
    ...projects.filter(({ name }) => name !== project).map(({ name, url }) => go(`Switch to ${name}`, url, 'pickedUp')),
    { id: 'copy', text: 'Copy link to this page', icon: 'link', to: () => copyAndSay(location.href, 'Link to this page copied') },
    ...THEMES.map(([theme, icon]) => ({
      ...{ id: `theme-${theme}`, text: `Theme: ${theme}`, icon },
      to: () => {
        applyTheme(theme);
        return changePreferences({ theme }).catch(() => say('Kept in this browser only: not saved', { isError: true }));
      },
    })),
  ];
}

const THEMES: [Theme, IconName][] = [
  ['system', 'system'],
  ['light', 'sun'],
  ['dark', 'moon'],
];

/** The actions that have the beginnings of all words that are typed; a few where nothing is. */
export function actionsFor(all: readonly Action[], typed: string): Action[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter(({ text }) => words.every((word) => ` ${text.toLowerCase()}`.includes(` ${word}`)));
}
