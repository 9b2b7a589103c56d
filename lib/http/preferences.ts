import { createRoute } from '@hono/zod-openapi';
import { personOf } from '@/lib/auth/person-of';
import { needs } from '@/lib/http/access';
import { readForm } from '@/lib/http/json';
import { documentBody, jsonAnswer, newRouter, problems } from '@/lib/http/router';
import { changePreferences } from '@/lib/people/preference-commands';
import { getPreferences } from '@/lib/people/preference-queries';
import { preferences, preferencesInput } from '@/lib/people/preference-schema';

export const preferenceRoutes = newRouter();

const read = createRoute({
  ...needs('person'),
  method: 'get',
  path: '/me/preferences',
  summary: 'How you like the pages',
  responses: { 200: jsonAnswer(preferences, 'What you chose, and what is usual'), ...problems() },
});
preferenceRoutes.openapi(read, async (c) => c.json(await getPreferences(c.var.ctx, personOf(c.var.ctx).id), 200));

const change = createRoute({
  ...needs('person'),
  method: 'patch',
  path: '/me/preferences',
  summary: 'Say how you like the pages',
  description: 'What is left out stays as it is.',
  responses: { 200: jsonAnswer(preferences, 'What you chose, and what is usual'), ...problems(400, 413, 415) },
});
documentBody(preferenceRoutes, change, { 'application/json': { schema: preferencesInput } });
preferenceRoutes.openapi({ ...change, hide: true }, async (c) => {
  await changePreferences(c.var.ctx, await readForm(c.req, preferencesInput));
  return c.json(await getPreferences(c.var.ctx, personOf(c.var.ctx).id), 200);
});
