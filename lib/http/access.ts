import { createMiddleware } from 'hono/factory';
import type { Ability, Need } from '@/lib/auth/abilities';
import { contextFor } from '@/lib/auth/identity';
import { personOf } from '@/lib/auth/person-of';
import { AppError } from '@/lib/errors';
import type { ApiEnv } from '@/lib/http/router';
import { assertAllProjects } from '@/lib/projects/scope-queries';

/**
 * The access rule of a route, to be spread into its declaration: `createRoute({ ...needs('read'), … })`. The route's context then holds the projects
 * where the caller has that ability. A route without a rule sees no project at all.
 */
export function needs<N extends Need>(need: N) {
  const middleware = createMiddleware<ApiEnv>(async (c, next) => {
    const { ctx, identity } = c.var;
    if (need !== 'anyone') {
      if (!identity) throw new AppError('unauthenticated', 'Sign in, or send a token: Authorization: Bearer dbf_…');
      const allowed = { ...contextFor(ctx.db, identity, ABILITY[need]), ip: ctx.ip };
      if (need === 'person' || need === 'administrator') personOf(allowed);
      if (need === 'administrator') assertAllProjects(allowed);
      c.set('ctx', allowed);
      c.set('need', need);
    }
    await next();
  });
  const security: Record<string, string[]>[] = SECURITY[need] ?? [{ token: [need] }, { session: [] }];
  return { middleware, 'x-access': need, security };
}

/** How the OpenAPI document says it. */
const SECURITY: Partial<Record<Need, Record<string, string[]>[]>> = {
  anyone: [],
  manage: [{ session: [] }],
  person: [{ session: [] }],
  administrator: [{ session: [] }],
};

/** What a person's own affairs, and those of the installation, let them see of projects. */
const ABILITY: Record<Exclude<Need, 'anyone'>, Ability> = {
  read: 'read',
  ingest: 'ingest',
  review: 'review',
  manage: 'manage',
  person: 'read',
  administrator: 'manage',
};
