import { createRoute } from '@hono/zod-openapi';
import { needs } from '@/lib/http/access';
import { found } from '@/lib/http/problem';
import { jsonAnswer, newRouter, problems, projectParam } from '@/lib/http/router';
import { page } from '@/lib/http/schema';
import { withLinks } from '@/lib/links';
import { countQuestions, listDecisions, listNextSteps, listQuestions } from '@/lib/reviews/question-queries';
import {
  decisionEntry,
  decisionFilters,
  questionCounts,
  questionEntry,
  questionFilters,
  stepEntry,
  stepFilters,
} from '@/lib/reviews/resolution-schema';

export const questionListRoutes = newRouter();

const NEWEST = 'Of the newest cut of each session.';

const questions = createRoute({
  ...needs('read'),
  method: 'get',
  path: '/projects/{project}/questions',
  summary: 'Questions of a project, the latest asked first',
  description: `${NEWEST} With \`state=answered\` the latest answered first: an agent that asks with \`since\` gets what was answered since then.`,
  request: { params: projectParam, query: questionFilters },
  responses: { 200: jsonAnswer(page(questionEntry), 'A page of questions'), ...problems(400, 404) },
});
questionListRoutes.openapi(questions, async (c) => {
  const items = await listQuestions(c.var.ctx, c.req.valid('param').project, c.req.valid('query'));
  return c.json(withLinks(c.var.origin, found(items, 'The project')), 200);
});

const counts = createRoute({
  ...needs('read'),
  method: 'get',
  path: '/projects/{project}/question-counts',
  summary: 'How many questions of a project are open, answered and not needed',
  request: { params: projectParam },
  responses: { 200: jsonAnswer(questionCounts, 'The numbers'), ...problems(404) },
});
questionListRoutes.openapi(counts, async (c) => {
  return c.json(found(await countQuestions(c.var.ctx, c.req.valid('param').project), 'The project'), 200);
});

const steps = createRoute({
  ...needs('read'),
  method: 'get',
  path: '/projects/{project}/next-steps',
  summary: 'Next steps of a project, the latest first',
  description: NEWEST,
  request: { params: projectParam, query: stepFilters },
  responses: { 200: jsonAnswer(page(stepEntry), 'A page of next steps'), ...problems(400, 404) },
});
questionListRoutes.openapi(steps, async (c) => {
  const items = await listNextSteps(c.var.ctx, c.req.valid('param').project, c.req.valid('query'));
  return c.json(withLinks(c.var.origin, found(items, 'The project')), 200);
});

const decisions = createRoute({
  ...needs('read'),
  method: 'get',
  path: '/projects/{project}/decisions',
  summary: 'Decisions of a project, the latest first',
  description: NEWEST,
  request: { params: projectParam, query: decisionFilters },
  responses: { 200: jsonAnswer(page(decisionEntry), 'A page of decisions'), ...problems(400, 404) },
});
questionListRoutes.openapi(decisions, async (c) => {
  const items = await listDecisions(c.var.ctx, c.req.valid('param').project, c.req.valid('query'));
  return c.json(withLinks(c.var.origin, found(items, 'The project')), 200);
});
