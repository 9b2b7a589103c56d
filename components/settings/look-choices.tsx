'use client';

import { applyTheme, type Theme } from '@/components/shell/theme';
import type { Preferences } from '@/lib/people/preference-schema';
import { Choice, usePreference } from './choice';

type Density = Preferences['density'];

const DENSITIES = [
  { is: 'comfortable', name: 'Comfortable', meaning: 'Room to read.' },
  { is: 'compact', name: 'Compact', meaning: 'Smaller text and less room, for more on one screen.' },
] as const;

const THEMES = [
  { is: 'system', name: 'System', meaning: 'As this device is set.' },
  { is: 'light', name: 'Light' },
  { is: 'dark', name: 'Dark' },
] as const;

/** The server renders it into the page; the page that is shown changes at once. */
function applyDensity(density: Density): void {
  if (density === 'compact') document.documentElement.dataset.density = density;
  else delete document.documentElement.dataset.density;
}

/** How much stands on a screen. */
export function DensityChoice({ initial }: { initial: Density }) {
  const [value, choose] = usePreference(initial, { show: applyDensity, keep: (density) => ({ density }) });
  return <Choice label="Density" options={DENSITIES} value={value} onChoose={choose} />;
}

/** Light or dark. */
export function ThemeChoice({ initial }: { initial: Theme }) {
  const [value, choose] = usePreference(initial, { show: applyTheme, keep: (theme) => ({ theme }) });
  return <Choice label="Theme" options={THEMES} value={value} onChoose={choose} />;
}
