import { cookies } from 'next/headers';
import { cache } from 'react';
import type { Theme } from '@/components/shell/theme';
import { database } from '@/db/client';
import { pageIdentity } from '@/lib/auth/session';
import { type Clock, clockOf } from '@/lib/display';
import { getPreferences as preferencesOf } from '@/lib/people/preference-queries';
import type { Preferences } from '@/lib/people/preference-schema';

/** This machine's zone: until a browser has told its own, the likeliest, since a reader of local mode sits at this machine. */
const MACHINE_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What the reader chose, on whatever device; null for who is not signed in, and while the database is away: a page that says so is shown anyway. */
const getChosen = cache(async (): Promise<Preferences | null> => {
  const identity = await pageIdentity().catch(() => null);
  if (identity?.actor.type !== 'person') return null;
  return preferencesOf({ db: database() }, identity.actor.id).catch(() => null);
});

/** How the page looks: by what the reader chose, else by what this browser has told. */
export async function getPreferences(): Promise<{ theme: Theme; zone: string; chosen: Preferences | null }> {
  const [jar, chosen] = await Promise.all([cookies(), getChosen()]);
  const told = jar.get('theme')?.value;
  const theme = chosen?.theme ?? (told === 'light' || told === 'dark' ? told : 'system');
  return { theme, zone: jar.get('tz')?.value ?? MACHINE_ZONE, chosen };
}

/** The clock by which this request shows times. */
export async function getClock(): Promise<Clock> {
  const [jar, chosen] = await Promise.all([cookies(), getChosen()]);
  // A machine that knows no zone of its own says UTC; times then carry the word.
  const usual = jar.get('tz')?.value ?? (MACHINE_ZONE === 'UTC' ? undefined : MACHINE_ZONE);
  return clockOf(chosen?.time_zone ?? usual, Date.now());
}
