import type { Database } from '@/db/client';

declare const brand: unique symbol;
/** The id of a project that the actor may see: only minted by `lib/projects`, which checks the context. */
export type ProjectId = string & { readonly [brand]: 'ProjectId' };

export type Actor = { type: 'local'; name: string } | { type: 'job'; name: string };

/** Who asks, on which database, for which projects. The first argument of every query and command. */
export interface Context {
  db: Database;
  actor: Actor;
  /** Projects the actor may see; local mode has one person, who may see all. */
  projects: 'all' | ReadonlySet<ProjectId>;
}

/** The context of local mode: one person on this machine. */
export const localContext = (db: Database, name: string): Context => ({ db, actor: { type: 'local', name }, projects: 'all' });

/** The context of work that nobody asked for in person. */
export const jobContext = (db: Database, name: string): Context => ({ db, actor: { type: 'job', name }, projects: 'all' });
