import { cookies } from 'next/headers';
import type { Theme } from '@/components/shell/theme-switch';
import { type Clock, clockOf } from '@/lib/display';

/** This machine's zone: until a browser has told its own, the likeliest, since a reader of local mode sits at this machine. */
const MACHINE_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What the reader's browser has told us: the theme that was chosen, and the time zone. */
export async function getPreferences(): Promise<{ theme: Theme; zone: string }> {
  const jar = await cookies();
  const theme = jar.get('theme')?.value;
  return { theme: theme === 'light' || theme === 'dark' ? theme : 'system', zone: jar.get('tz')?.value ?? MACHINE_ZONE };
}

/** The clock by which this request shows times. */
export async function getClock(): Promise<Clock> {
  const jar = await cookies();
  const told = jar.get('tz')?.value;
  // A machine that knows no zone of its own says UTC; times then carry the word.
  return clockOf(told ?? (MACHINE_ZONE === 'UTC' ? undefined : MACHINE_ZONE), Date.now());
}
