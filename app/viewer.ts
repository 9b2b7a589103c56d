import type { Viewer } from '@/components/shell/person-menu';
import { isTeam, pageIdentity } from '@/lib/auth/session';

/** Who is signed in, for the top bar; nobody in local mode, where nobody signs in. */
export async function getViewer(): Promise<Viewer | null> {
  const identity = isTeam ? await pageIdentity().catch(() => null) : null;
  if (identity?.actor.type !== 'person') return null;
  const { name, isAdmin } = identity.actor;
  return { name, isAdmin, email: identity.email ?? '' };
}
