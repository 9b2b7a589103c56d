import { createRoute, z } from '@hono/zod-openapi';
import { contextFor, type Identity } from '@/lib/auth/identity';
import { needs } from '@/lib/http/access';
import { readJson } from '@/lib/http/json';
import { found } from '@/lib/http/problem';
import { documentBody, jsonAnswer, newRouter, problems, projectParam } from '@/lib/http/router';
import { page } from '@/lib/http/schema';
import { leaveProject, putMember, removeMember } from '@/lib/people/member-commands';
import { listMembers } from '@/lib/people/member-queries';
import { member, memberInput } from '@/lib/people/member-schema';
import { getProject } from '@/lib/projects/queries';

export const memberRoutes = newRouter();

const memberParam = projectParam.extend({ person: z.string().max(100).describe('Id of a person') });

const list = createRoute({
  ...needs('read'),
  method: 'get',
  path: '/projects/{project}/members',
  summary: 'Who has a part in a project, by name',
  description:
    'Emails are told to administrators of the project. Administrators of the installation have a part in every project and are not listed.',
  request: { params: projectParam },
  responses: { 200: jsonAnswer(page(member), 'The members'), ...problems(400, 404) },
});
memberRoutes.openapi(list, async (c) => {
  const { ctx, identity } = c.var;
  const { project } = c.req.valid('param');
  const withEmails = identity !== null && (await getProject(managing(ctx.db, identity), project)) !== null;
  const items = found(await listMembers(ctx, project, { withEmails }), 'The project');
  return c.json({ items, next_cursor: null }, 200);
});

const managing = (db: Parameters<typeof contextFor>[0], identity: Identity) => contextFor(db, identity, 'manage');

const put = createRoute({
  ...needs('manage'),
  method: 'put',
  path: '/projects/{project}/members/{person}',
  summary: 'Give a member another role',
  description:
    'An administrator of the installation may make a member of anybody; an administrator of the project invites by link.',
  request: { params: memberParam },
  responses: { 204: { description: 'They have it' }, ...problems(400, 404, 409, 413, 415) },
});
documentBody(memberRoutes, put, { 'application/json': { schema: memberInput } });
memberRoutes.openapi({ ...put, hide: true }, async (c) => {
  const { role } = await readJson(c.req, memberInput);
  await putMember(c.var.ctx, c.req.valid('param'), role);
  return c.body(null, 204);
});

const remove = createRoute({
  ...needs('manage'),
  method: 'delete',
  path: '/projects/{project}/members/{person}',
  summary: 'Take a person out of a project',
  request: { params: memberParam },
  responses: { 204: { description: 'They are no member' }, ...problems(400, 404, 409) },
});
memberRoutes.openapi(remove, async (c) => {
  await removeMember(c.var.ctx, c.req.valid('param'));
  return c.body(null, 204);
});

const leave = createRoute({
  ...needs('person'),
  method: 'delete',
  path: '/projects/{project}/membership',
  summary: 'Leave a project',
  request: { params: projectParam },
  responses: { 204: { description: 'You are no member' }, ...problems(400, 404, 409) },
});
memberRoutes.openapi(leave, async (c) => {
  await leaveProject(c.var.ctx, c.req.valid('param').project);
  return c.body(null, 204);
});
