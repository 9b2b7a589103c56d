import type { Database } from '@/db/client';
import { type Ability, mayAs, type Role, type Scope } from '@/lib/auth/abilities';
import type { Actor, Context, ProjectId } from '@/lib/auth/context';

/** Who asks, and how far they reach. */
export interface Identity {
  actor: Actor;
  /** Their role in each project; 'all' for who administers every one. */
  roles: 'all' | ReadonlyMap<ProjectId, Role>;
  /** What the token allows of that; absent where no token is shown. */
  scopes?: readonly Scope[];
  /** The sign-in of the browser that asks, where a person is signed in. */
  signInId?: string;
  /** Of the person who is signed in. */
  email?: string;
}

/** The context in which an identity does what needs an ability: the projects where it has it. */
export function contextFor(db: Database, { actor, roles, scopes }: Identity, ability: Ability): Context {
  const isAllowed = !scopes || (ability !== 'manage' && scopes.includes(ability));
  return { db, actor, projects: isAllowed ? projectsWith(roles, ability) : new Set() };
}

/** The context that sees whatever the identity has to do with, to tell it what it lacks. */
export function widestContext(db: Database, { actor, roles }: Identity): Context {
  return { db, actor, projects: roles === 'all' ? 'all' : new Set(roles.keys()) };
}

function projectsWith(roles: Identity['roles'], ability: Ability): Context['projects'] {
  if (roles === 'all') return 'all';
  return new Set([...roles].filter(([, role]) => mayAs(role, ability)).map(([project]) => project));
}
