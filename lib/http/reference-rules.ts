import { createRoute, z } from '@hono/zod-openapi';
import { needs } from '@/lib/http/access';
import { readJson } from '@/lib/http/json';
import { found } from '@/lib/http/problem';
import { documentBody, jsonAnswer, newRouter, problems, projectParam } from '@/lib/http/router';
import { page } from '@/lib/http/schema';
import { addRule, changeRule, deleteRule } from '@/lib/projects/rule-commands';
import { listRules } from '@/lib/projects/rule-queries';
import { referenceRule, ruleChange, ruleInput } from '@/lib/projects/rule-schema';

export const referenceRuleRoutes = newRouter();

const path = '/projects/{project}/reference-rules';
const one = { path: `${path}/{id}`, request: { params: projectParam.extend({ id: z.string().max(100) }) } } as const;

const list = createRoute({
  ...needs('read'),
  method: 'get',
  path,
  summary: 'Rules by which identifiers become links; the first that fits counts',
  request: { params: projectParam },
  responses: { 200: jsonAnswer(page(referenceRule), 'The rules in their order'), ...problems(400, 404) },
});
referenceRuleRoutes.openapi(list, async (c) =>
  c.json({ items: found(await listRules(c.var.ctx, c.req.valid('param').project), 'The project'), next_cursor: null }, 200),
);

const add = createRoute({
  ...needs('manage'),
  method: 'post',
  path,
  summary: 'Add a rule behind the others',
  request: { params: projectParam },
  responses: { 201: jsonAnswer(referenceRule, 'The rule'), ...problems(400, 404, 409, 413, 415, 422) },
});
documentBody(referenceRuleRoutes, add, { 'application/json': { schema: ruleInput } });
referenceRuleRoutes.openapi({ ...add, hide: true }, async (c) =>
  c.json(await addRule(c.var.ctx, c.req.valid('param').project, await readJson(c.req, ruleInput)), 201),
);

const change = createRoute({
  ...needs('manage'),
  method: 'patch',
  ...one,
  summary: 'Change a rule',
  responses: { 200: jsonAnswer(referenceRule, 'The rule'), ...problems(400, 404, 409, 413, 415) },
});
documentBody(referenceRuleRoutes, change, { 'application/json': { schema: ruleChange } });
referenceRuleRoutes.openapi({ ...change, hide: true }, async (c) =>
  c.json(await changeRule(c.var.ctx, c.req.valid('param'), await readJson(c.req, ruleChange)), 200),
);

const remove = createRoute({
  ...needs('manage'),
  method: 'delete',
  ...one,
  summary: 'Delete a rule',
  responses: { 204: { description: 'It is deleted' }, ...problems(400, 404) },
});
referenceRuleRoutes.openapi(remove, async (c) => {
  await deleteRule(c.var.ctx, c.req.valid('param'));
  return c.body(null, 204);
});
