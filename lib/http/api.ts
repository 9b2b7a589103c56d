import type { z } from 'zod';
import type { Problem } from '@/lib/http/schema';

/** An answer of the API that is not 2xx, or none at all (`status` 0). */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(readonly problem: Omit<Problem, 'type'>) {
    super(problem.detail);
  }
}

export interface ApiOptions {
  /** Origin of the server, such as `http://127.0.0.1:3000`; in a browser it is left out. */
  server?: string;
  /** Absent and empty values are left out. */
  query?: Record<string, string | number | boolean | null | undefined>;
  signal?: AbortSignal;
  headers?: Record<string, string>;
}

/** The path of a resource, with its variable parts encoded: apiPath`/sessions/${sid}/events`. */
export const apiPath = (fixed: TemplateStringsArray, ...values: (string | number)[]) =>
  `/api/v1${fixed.reduce((path, part, at) => `${path}${encodeURIComponent(values[at - 1] ?? '')}${part}`)}`;

const NO_CONTENT = 204;
const isPage = typeof document !== 'undefined';

/**
 * What an answer is read with, or how to load that. A page in a browser does without the latter: its server is its own, whose answers tests hold against their
 * schemas, and zod would weigh more than all else that the page loads.
 */
type Reader<T extends z.ZodType> = T | (() => Promise<T>);

/** Reads a resource. Throws ApiError. */
export const apiGet = <T extends z.ZodType>(schema: Reader<T>, path: string, options: ApiOptions = {}) =>
  call(schema, path, { method: 'GET' }, options);

/** Writes JSON. Throws ApiError. */
export const apiSend = <T extends z.ZodType>(
  schema: Reader<T>,
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  { body, ...options }: ApiOptions & { body?: unknown } = {},
) =>
  call(
    schema,
    path,
    body === undefined ? { method } : { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
    options,
  );

/** Sends a file or a stream as it is, such as a transcript. Throws ApiError. */
export const apiUpload = <T extends z.ZodType>(schema: Reader<T>, path: string, body: BodyInit, options: ApiOptions = {}) =>
  call(
    schema,
    path,
    { method: 'POST', body, duplex: 'half', headers: { 'content-type': 'application/octet-stream' } } as RequestInit,
    options,
  );

async function call<T extends z.ZodType>(
  schema: Reader<T>,
  path: string,
  init: RequestInit,
  { server = '', query = {}, signal, headers }: ApiOptions,
): Promise<z.output<T>> {
  const url = `${server}${path}${queryString(query)}`;
  const response = await fetch(url, {
    ...init,
    signal: signal ?? null,
    headers: { accept: 'application/json', ...init.headers, ...headers },
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ApiError({
      status: 0,
      title: 'No answer',
      code: 'unavailable',
      detail: `Debrief does not answer${server && ` at ${server}`}`,
      issues: [],
      request_id: '',
    });
  });
  if (!response.ok) throw new ApiError(await problemOf(response));
  const body = response.status === NO_CONTENT ? undefined : await response.json();
  if (typeof schema !== 'function') return schema.parse(body);
  return isPage ? (body as z.output<T>) : (await schema()).parse(body);
}

function queryString(query: NonNullable<ApiOptions['query']>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== '') params.set(name, String(value));
  return params.size > 0 ? `?${params}` : '';
}

/** A proxy may answer with something that is no problem of ours. */
async function problemOf(response: Response): Promise<Omit<Problem, 'type'>> {
  const { problem } = await import('@/lib/http/schema');
  const parsed = problem.safeParse(await response.json().catch(() => null));
  if (parsed.success) return parsed.data;
  const code = response.status >= 502 && response.status <= 504 ? 'unavailable' : 'internal';
  return {
    status: response.status,
    title: response.statusText,
    code,
    detail: `The server answered ${response.status}`,
    issues: [],
    request_id: '',
  };
}
