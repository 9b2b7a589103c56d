import { createRoute, z } from '@hono/zod-openapi';
import { needs } from '@/lib/http/access';
import { readJson } from '@/lib/http/json';
import { found } from '@/lib/http/problem';
import { documentBody, jsonAnswer, newRouter, problems, projectParam } from '@/lib/http/router';
import { page } from '@/lib/http/schema';
import { withLinks } from '@/lib/links';
import { createInstallationInvitation, createInvitation, revokeInvitation } from '@/lib/people/invitation-commands';
import { listInstallationInvitations, listInvitations } from '@/lib/people/invitation-queries';
import { installationInvitationInput, invitation, invitationInput, newInvitation } from '@/lib/people/invitation-schema';

export const invitationRoutes = newRouter();

const ONCE = '`url` is told this once: only a hash of it is kept.';

const list = createRoute({
  ...needs('manage'),
  method: 'get',
  path: '/projects/{project}/invitations',
  summary: 'Invitations into a project that wait, the newest first',
  request: { params: projectParam },
  responses: { 200: jsonAnswer(page(invitation), 'The invitations'), ...problems(400, 404) },
});
invitationRoutes.openapi(list, async (c) => {
  const items = found(await listInvitations(c.var.ctx, c.req.valid('param').project), 'The project');
  return c.json({ items, next_cursor: null }, 200);
});

const create = createRoute({
  ...needs('manage'),
  method: 'post',
  path: '/projects/{project}/invitations',
  summary: 'Make a link by which one person joins a project',
  description: ONCE,
  request: { params: projectParam },
  responses: { 201: jsonAnswer(newInvitation, 'The invitation and its link'), ...problems(400, 404, 413, 415) },
});
documentBody(invitationRoutes, create, { 'application/json': { schema: invitationInput } });
invitationRoutes.openapi({ ...create, hide: true }, async (c) => {
  const input = await readJson(c.req, invitationInput);
  const made = await createInvitation(c.var.ctx, c.req.valid('param').project, input);
  return c.json(withLinks(c.var.origin, made), 201);
});

const listAll = createRoute({
  ...needs('administrator'),
  method: 'get',
  path: '/invitations',
  summary: 'Invitations into the installation that wait, the newest first',
  responses: { 200: jsonAnswer(page(invitation), 'The invitations'), ...problems() },
});
invitationRoutes.openapi(listAll, async (c) =>
  c.json({ items: await listInstallationInvitations(c.var.ctx), next_cursor: null }, 200),
);

const createForAll = createRoute({
  ...needs('administrator'),
  method: 'post',
  path: '/invitations',
  summary: 'Make a link by which one person joins the installation, with no project yet or as an administrator',
  description: ONCE,
  responses: { 201: jsonAnswer(newInvitation, 'The invitation and its link'), ...problems(400, 413, 415) },
});
documentBody(invitationRoutes, createForAll, { 'application/json': { schema: installationInvitationInput } });
invitationRoutes.openapi({ ...createForAll, hide: true }, async (c) => {
  const made = await createInstallationInvitation(c.var.ctx, await readJson(c.req, installationInvitationInput));
  return c.json(withLinks(c.var.origin, made), 201);
});

const revoke = createRoute({
  ...needs('manage'),
  method: 'delete',
  path: '/invitations/{id}',
  summary: 'Make the link of an invitation useless',
  request: { params: z.object({ id: z.string().max(100).describe('Id of an invitation') }) },
  responses: { 204: { description: 'Nobody joins with it' }, ...problems(404) },
});
invitationRoutes.openapi(revoke, async (c) => {
  await revokeInvitation(c.var.ctx, c.req.valid('param').id);
  return c.body(null, 204);
});
