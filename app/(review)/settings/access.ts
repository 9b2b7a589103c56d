import { notFound, redirect } from 'next/navigation';
import { isTeam, pageContext, pageIdentity } from '@/lib/auth/session';

/** Who asks for the settings of their account or of the installation, and the context for administering it: null for who may not. In local mode there are none. */
export async function installationSettings() {
  if (!isTeam) notFound();
  const identity = await pageIdentity();
  if (!identity) redirect('/sign-in');
  const isAdmin = identity.actor.type === 'person' && identity.actor.isAdmin;
  return { identity, ctx: await pageContext(), administer: isAdmin ? await pageContext('manage') : null };
}
