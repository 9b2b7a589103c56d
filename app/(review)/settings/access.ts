import { notFound, redirect } from 'next/navigation';
import { getPreferences } from '@/app/preferences';
import { isTeam, pageContext, pageIdentity } from '@/lib/auth/session';
import { NO_PREFERENCES, type Preferences } from '@/lib/people/preference-schema';

/** Who asks for the settings of their account or of the installation, and the context for administering it: null for who may not. In local mode there are none. */
export async function installationSettings() {
  if (!isTeam) notFound();
  const identity = await pageIdentity();
  if (!identity) redirect('/sign-in');
  const isAdmin = identity.actor.type === 'person' && identity.actor.isAdmin;
  return { identity, ctx: await pageContext(), administer: isAdmin ? await pageContext('manage') : null };
}

/** What the person who asks has chosen for themselves, in local mode too. */
export async function personalSettings(): Promise<Preferences> {
  const identity = await pageIdentity();
  if (!identity) redirect('/sign-in');
  if (identity.actor.type !== 'person') notFound();
  return (await getPreferences()).chosen ?? NO_PREFERENCES;
}
