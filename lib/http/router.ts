import { OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi';
import type { Need } from '@/lib/auth/abilities';
import type { Context } from '@/lib/auth/context';
import type { Identity } from '@/lib/auth/identity';
import { invalid } from '@/lib/http/json';
import { problem } from '@/lib/http/schema';
import { LIMITS } from '@/lib/limits';
import { projectName } from '@/lib/projects/schema';
import { storableText } from '@/lib/storable';

/** What every handler finds in its request: the context that its rule allows, who asks (null: nobody), the rule, the id by which the log knows it, and what links start with. */
export interface ApiEnv {
  Variables: { ctx: Context; identity: Identity | null; need?: Need; requestId: string; origin: string };
}
export type Router = OpenAPIHono<ApiEnv>;

/** A set of routes. What fails validation is thrown, for the one place that answers with problems. */
export const newRouter = (): Router =>
  new OpenAPIHono<ApiEnv>({
    defaultHook: (result) => {
      if (!result.success) throw invalid(result.error);
    },
  });

type Body = NonNullable<NonNullable<RouteConfig['request']>['body']>;

/** States the body of a route in the OpenAPI document. The handler reads and validates it itself, under the limits of the API: mount the route with `hide`. */
export const documentBody = (routes: Router, route: RouteConfig, content: Body['content']) =>
  routes.openAPIRegistry.registerPath({ ...route, request: { ...route.request, body: { required: true, content } } });

export const jsonAnswer = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});

/** The problems that a route may answer with beside 401, 403, 429, 500 and 503, which every one may. */
export const problems = <S extends number>(...statuses: S[]) => {
  const answer = (description: string) => ({ description, content: { 'application/problem+json': { schema: problem } } });
  const all = [...statuses, 401, 403, 429, 500, 503] as const;
  return Object.fromEntries(all.map((status) => [status, answer(MEANING[status] ?? 'Problem')]));
};

const MEANING: Record<number, string> = {
  400: 'The request is not valid: `issues` say where',
  401: 'Nobody is signed in, or the token is none or no more',
  403: 'The Host or Origin is not this server’s, or who asks may not do this',
  404: 'No such thing',
  410: 'A person deleted it; send nothing more of it',
  409: 'It conflicts with what is known',
  413: 'The body is larger than allowed',
  415: 'The Content-Type or Content-Encoding is none that is read here',
  422: 'The body was understood but cannot be taken',
  429: 'Too many requests; send the same again after `Retry-After` seconds',
  500: 'A fault here; the log has it under `request_id`',
  503: 'The database does not answer; send the same again after `Retry-After` seconds',
};

export const projectParam = z.object({ project: projectName });
export const sidParam = z.object({ sid: z.string().max(100).overwrite(storableText) });
const positive = z.coerce.number().int().min(1).max(2_147_483_647);
export const seqParam = sidParam.extend({ seq: positive });
export const segmentParam = sidParam.extend({ n: positive });
export const cutQuery = z.object({ cut: positive.describe('Number of a cut; without it the newest') }).partial();
/** Which page of a list is asked for, where its cursor is a number. */
export const pageQuery = z.object({
  cursor: z.coerce.number().int().min(0).max(2_147_483_647).optional().describe('The `next_cursor` of the page before'),
  limit: z.coerce.number().int().min(1).default(LIMITS.page_items).describe('Above the maximum it means the maximum'),
});
/** A link to a segment means the first cut for ever, unless it names another. */
export const revQuery = z.object({
  cut: positive.optional().describe('Number of a cut; without it the first'),
  rev: positive.optional().describe('A revision of what is said of the segment; without it the newest'),
});
