import type { Database } from '@/db/client';

declare const brand: unique symbol;
/** The id of a project that the actor may see: only minted by `lib/projects`, which checks the context. */
export type ProjectId = string & { readonly [brand]: 'ProjectId' };

/** Who does something. A person has a row in `people`, in local mode too. */
export type Actor =
  | { type: 'person'; id: string; name: string; isAdmin: boolean }
  | { type: 'token'; id: string; name: string; personId: string | null }
  | { type: 'share'; id: string; name: string }
  | { type: 'job'; name: string }
  | { type: 'nobody'; name: string };

export type PersonActor = Extract<Actor, { type: 'person' }>;

/** Who asks, on which database, for which projects. The first argument of every query and command. */
export interface Context {
  db: Database;
  actor: Actor;
  /** Projects in which the actor may do what is asked for; what is in another one does not exist for them. */
  projects: 'all' | ReadonlySet<ProjectId>;
  /** The one session that a share link shows; absent where the projects are all that counts. */
  only?: { sessionId: string };
  /** Where the request came from, for the audit log; null if unknown. */
  ip?: string | null | undefined;
}

/** The person of local mode: migration 0002 gives them this id. */
export const LOCAL_PERSON = '00000000-0000-7000-8000-000000000001';

/** The context of local mode: one person on this machine. */
export const localContext = (db: Database, name: string): Context => ({
  db,
  actor: { type: 'person', id: LOCAL_PERSON, name, isAdmin: true },
  projects: 'all',
});

/** The context of whoever has a share link: one session, and nothing beside it. */
export const shareContext = (db: Database, share: { id: string; projectId: string; sessionId: string }): Context => ({
  db,
  actor: { type: 'share', id: share.id, name: 'share link' },
  projects: new Set([share.projectId as ProjectId]),
  only: { sessionId: share.sessionId },
});

/** The context of work that nobody asked for in person. */
export const jobContext = (db: Database, name: string): Context => ({ db, actor: { type: 'job', name }, projects: 'all' });

/** The context of a request that has not said who asks, or has not been asked: nothing exists for it. */
export const nobodyContext = (db: Database): Context => ({ db, actor: { type: 'nobody', name: 'nobody' }, projects: new Set() });
