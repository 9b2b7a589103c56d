import type { Env as HonoEnv, Context as Request } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { isDeletedMeanwhile, isTransient } from '@/db/transient';
import { AppError, type ErrorCode } from '@/lib/errors';
import type { Problem } from '@/lib/http/schema';
import { log, traceOf } from '@/lib/log';

/** The one table from what went wrong to HTTP. */
export const STATUS: Record<ErrorCode, { status: ContentfulStatusCode; title: string }> = {
  invalid_request: { status: 400, title: 'Invalid request' },
  invalid_json: { status: 400, title: 'Invalid JSON' },
  too_deep: { status: 400, title: 'JSON nested too deeply' },
  unauthenticated: { status: 401, title: 'Not signed in' },
  forbidden: { status: 403, title: 'Forbidden' },
  forbidden_host: { status: 403, title: 'Forbidden host' },
  forbidden_origin: { status: 403, title: 'Forbidden origin' },
  not_found: { status: 404, title: 'Not found' },
  deleted: { status: 410, title: 'Deleted' },
  method_not_allowed: { status: 405, title: 'Method not allowed' },
  conflict: { status: 409, title: 'Conflict' },
  offset_mismatch: { status: 409, title: 'Offset mismatch' },
  body_too_large: { status: 413, title: 'Body too large' },
  unsupported_media_type: { status: 415, title: 'Unsupported media type' },
  unknown_format: { status: 422, title: 'Unknown format' },
  body_incomplete: { status: 422, title: 'Body incomplete' },
  not_possible: { status: 422, title: 'Not possible' },
  rate_limited: { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Internal error' },
  unavailable: { status: 503, title: 'Unavailable' },
};

const RETRY_AFTER_SECONDS = 2;

/** Answers with the problem that an error means. What nobody foresaw says nothing but its request id. */
export function problemResponse<E extends HonoEnv>(c: Request<E>, error: unknown, requestId: string): Response {
  const known = asAppError(error);
  if (known.code === 'internal')
    log.error(
      { request_id: requestId, method: c.req.method, route: matchedRoutes(c).at(-1)?.path, error: traceOf(error) },
      'request failed',
    );
  const { status, title } = STATUS[known.code];
  const body: Problem = {
    type: `urn:debrief:problem:${known.code}`,
    title: title,
    status: status,
    detail: known.message,
    code: known.code,
    issues: known.details.issues ?? [],
    request_id: requestId,
    ...known.details.extra,
  };
  if (known.code === 'unauthenticated') c.header('WWW-Authenticate', 'Bearer realm="Debrief"');
  const retryAfter = known.details.retryAfter ?? (known.code === 'unavailable' ? RETRY_AFTER_SECONDS : undefined);
  if (retryAfter !== undefined) c.header('Retry-After', String(retryAfter));
  return c.body(JSON.stringify(body), status, { 'Content-Type': 'application/problem+json' });
}

export const notFound = (what: string) => new AppError('not_found', `${what} was not found`);

/** The value of a query, or the 404 that its absence means. */
export function found<T>(value: T | null, what: string): T {
  if (value === null) throw notFound(what);
  return value;
}

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isTransient(error)) return new AppError('unavailable', 'The database does not answer; try again in a moment');
  if (isDeletedMeanwhile(error)) return new AppError('deleted', 'What this was about was deleted meanwhile');
  return new AppError('internal', 'Something went wrong here; the log has the details under this request id');
}
