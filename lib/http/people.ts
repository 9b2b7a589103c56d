import { createRoute, z } from '@hono/zod-openapi';
import { needs } from '@/lib/http/access';
import { readJson } from '@/lib/http/json';
import { found } from '@/lib/http/problem';
import { documentBody, jsonAnswer, newRouter, problems } from '@/lib/http/router';
import { page } from '@/lib/http/schema';
import { changePerson } from '@/lib/people/person-commands';
import { getPerson, listPeople } from '@/lib/people/person-queries';
import { person, personInput } from '@/lib/people/person-schema';

export const peopleRoutes = newRouter();

const list = createRoute({
  ...needs('administrator'),
  method: 'get',
  path: '/people',
  summary: 'People of the installation, by name',
  responses: { 200: jsonAnswer(page(person), 'The people'), ...problems() },
});
peopleRoutes.openapi(list, async (c) => c.json({ items: await listPeople(c.var.ctx), next_cursor: null }, 200));

const change = createRoute({
  ...needs('administrator'),
  method: 'patch',
  path: '/people/{id}',
  summary: 'Make a person an administrator or not, disable or enable them',
  description: 'Who is disabled is signed out everywhere, and their tokens are refused.',
  request: { params: z.object({ id: z.string().max(100).describe('Id of a person') }) },
  responses: { 200: jsonAnswer(person, 'The person'), ...problems(400, 404, 409, 413, 415) },
});
documentBody(peopleRoutes, change, { 'application/json': { schema: personInput } });
peopleRoutes.openapi({ ...change, hide: true }, async (c) => {
  const { id } = c.req.valid('param');
  await changePerson(c.var.ctx, id, await readJson(c.req, personInput));
  return c.json(found(await getPerson(c.var.ctx, id), 'The person'), 200);
});
