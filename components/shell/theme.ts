import type { Preferences } from '@/lib/people/preference-schema';

export type Theme = NonNullable<Preferences['theme']>;

const A_YEAR = 365 * 24 * 3600;

/** Shows the page in a theme, and has this browser remember it for pages where nobody is signed in. */
export function applyTheme(theme: Theme): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox before 140 and Safari before 18.4
  document.cookie = `theme=${theme}; path=/; max-age=${theme === 'system' ? 0 : A_YEAR}; samesite=lax`;
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
