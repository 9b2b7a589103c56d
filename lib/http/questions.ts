import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from '@/lib/auth/context';
import { needs } from '@/lib/http/access';
import { readJson } from '@/lib/http/json';
import { found } from '@/lib/http/problem';
import { type ApiEnv, documentBody, jsonAnswer, newRouter, problems } from '@/lib/http/router';
import { page } from '@/lib/http/schema';
import { withLinks } from '@/lib/links';
import { listLaterSegments } from '@/lib/reviews/later-queries';
import { getDecision, getNextStep, getQuestion } from '@/lib/reviews/question-queries';
import { allowSuggestion, refuseSuggestion, resolveItem, takeBack } from '@/lib/reviews/resolution-commands';
import type { ItemKind } from '@/lib/reviews/resolution-queries';
import {
  decisionEntry,
  endedResolution,
  laterSegment,
  questionEntry,
  questionResolution,
  type ResolutionInput,
  refusedSuggestion,
  stepEntry,
  stepResolution,
  supersession,
} from '@/lib/reviews/resolution-schema';

export const questionRoutes = newRouter();

const idParam = z.object({ id: z.string().max(100).describe('The item’s `id`, the same in every cut') });
const BOTH =
  'The same again changes nothing; another word of the same caller takes the place of theirs. Where somebody else has said something the answer is a `conflict` that carries it (`resolutions`), unless the request says `beside` or names it in `replaces`.';
const BACK = 'What the caller said, or the `resolution` that is named, whoever said it. It is kept, but stands no more.';

/** What the routes of one kind of items differ in. */
interface Kind {
  kind: ItemKind;
  /** Their collection in addresses. */
  noun: 'questions' | 'next-steps' | 'decisions';
  named: string;
  entry: z.ZodType<object>;
  get: (ctx: Context, id: string) => Promise<object | null>;
  /** What says what became of one. */
  fate: 'resolution' | 'superseded-by';
  input: z.ZodType<ResolutionInput>;
  says: string;
}

const QUESTIONS: Kind = {
  ...{ kind: 'question', noun: 'questions', named: 'The question', entry: questionEntry, get: getQuestion },
  ...{ fate: 'resolution', input: questionResolution, says: 'Answer a question, or say that it need not be answered' },
};
const NEXT_STEPS: Kind = {
  ...{ kind: 'next_step', noun: 'next-steps', named: 'The next step', entry: stepEntry, get: getNextStep },
  ...{ fate: 'resolution', input: stepResolution, says: 'Say that a next step was picked up, is done or need not be' },
};
const DECISIONS: Kind = {
  ...{ kind: 'decision', noun: 'decisions', named: 'The decision', entry: decisionEntry, get: getDecision },
  ...{ fate: 'superseded-by', input: supersession, says: 'Say what took a decision’s place' },
};

const readOne = async ({ get, named }: Kind, { ctx, origin }: ApiEnv['Variables'], id: string) =>
  withLinks(origin, found(await get(ctx, id), named));

function declareReading(of: Kind) {
  const get = createRoute({
    ...needs('read'),
    method: 'get',
    path: `/${of.noun}/{id}`,
    summary: of.named,
    request: { params: idParam },
    responses: { 200: jsonAnswer(of.entry, of.named), ...problems(404) },
  });
  questionRoutes.openapi(get, async (c) => c.json(await readOne(of, c.var, c.req.valid('param').id), 200));

  const later = createRoute({
    ...needs('read'),
    method: 'get',
    path: `/${of.noun}/{id}/later-segments`,
    summary: `Segments of the lineage that came after ${lowerFirst(of.named)}, the earliest first`,
    request: { params: idParam },
    responses: { 200: jsonAnswer(page(laterSegment), 'All of them, on one page'), ...problems(404) },
  });
  questionRoutes.openapi(later, async (c) => {
    const segments = await listLaterSegments(c.var.ctx, c.req.valid('param').id);
    return c.json(withLinks(c.var.origin, found(segments, of.named)), 200);
  });
}

function declareResolution(of: Kind) {
  const path = `/${of.noun}/{id}/${of.fate}`;
  const put = createRoute({
    ...needs('review'),
    method: 'put',
    path,
    summary: of.says,
    description: BOTH,
    request: { params: idParam },
    responses: { 200: jsonAnswer(of.entry, of.named), ...problems(400, 404, 409, 413, 415, 422) },
  });
  documentBody(questionRoutes, put, { 'application/json': { schema: of.input } });
  questionRoutes.openapi({ ...put, hide: true }, async (c) => {
    const { id } = c.req.valid('param');
    await resolveItem(c.var.ctx, { kind: of.kind, id }, await readJson(c.req, of.input));
    return c.json(await readOne(of, c.var, id), 200);
  });

  const remove = createRoute({
    ...needs('review'),
    method: 'delete',
    path,
    summary: `Take back what was said of ${lowerFirst(of.named)}`,
    description: BACK,
    request: { params: idParam, query: endedResolution },
    responses: { 200: jsonAnswer(of.entry, of.named), ...problems(400, 404) },
  });
  questionRoutes.openapi(remove, async (c) => {
    const { id } = c.req.valid('param');
    await takeBack(c.var.ctx, { kind: of.kind, id }, c.req.valid('query').resolution);
    return c.json(await readOne(of, c.var, id), 200);
  });
}

const lowerFirst = (text: string) => `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;

for (const kind of [QUESTIONS, NEXT_STEPS, DECISIONS]) {
  declareReading(kind);
  declareResolution(kind);
}

const refuse = createRoute({
  ...needs('review'),
  method: 'delete',
  path: '/questions/{id}/suggestion',
  summary: 'Refuse the segment that is suggested as the answer',
  description: 'It is not suggested again, after a new cut neither. Takes a person.',
  request: { params: idParam },
  responses: { 200: jsonAnswer(questionEntry, 'The question'), ...problems(404) },
});
questionRoutes.openapi(refuse, async (c) => {
  const { id } = c.req.valid('param');
  await refuseSuggestion(c.var.ctx, id);
  return c.json(withLinks(c.var.origin, found(await getQuestion(c.var.ctx, id), 'The question')), 200);
});

const allow = createRoute({
  ...needs('review'),
  method: 'put',
  path: '/questions/{id}/suggestion',
  summary: 'Take the refusal of a suggested segment back',
  request: { params: idParam },
  responses: { 200: jsonAnswer(questionEntry, 'The question'), ...problems(400, 404, 413, 415) },
});
documentBody(questionRoutes, allow, { 'application/json': { schema: refusedSuggestion } });
questionRoutes.openapi({ ...allow, hide: true }, async (c) => {
  const { id } = c.req.valid('param');
  const { segment } = await readJson(c.req, refusedSuggestion);
  await allowSuggestion(c.var.ctx, id, segment);
  return c.json(withLinks(c.var.origin, found(await getQuestion(c.var.ctx, id), 'The question')), 200);
});
