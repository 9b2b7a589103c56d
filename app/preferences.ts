import { cookies } from 'next/headers';
import type { Theme } from '@/components/shell/theme-switch';
import { type Clock, clockOf } from '@/lib/display';

/** What the reader's browser has told us: the theme that was chosen, and the time zone. */
export async function getPreferences(): Promise<{ theme: Theme; zone: string | null }> {
  const jar = await cookies();
  const theme = jar.get('theme')?.value;
  return { theme: theme === 'light' || theme === 'dark' ? theme : 'system', zone: jar.get('tz')?.value ?? null };
}

/** The clock by which this request shows times. */
export async function getClock(): Promise<Clock> {
  const { zone } = await getPreferences();
  return clockOf(zone ?? undefined, Date.now());
}
