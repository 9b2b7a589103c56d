import type { z } from 'zod';
import type { Context } from '@/lib/auth/context';
import { readEnv } from '@/lib/env';
import { createApp } from '@/lib/http/app';
import { type Problem, problem } from '@/lib/http/schema';

const ORIGIN = 'http://127.0.0.1:3000';

/** The API on a test's database, without a server around it: in local mode, or in another environment. Every answer is parsed by its own schema. */
export function testApi(held: { db: Context['db'] }, env: Record<string, string> = {}) {
  let app: ReturnType<typeof createApp> | undefined;
  const fetch = async (path: string, init: RequestInit & { duplex?: 'half' } = {}): Promise<Response> => {
    app ??= createApp({ db: held.db, env: readEnv(env) });
    const headers = { host: new URL(ORIGIN).host, ...Object.fromEntries(new Headers(init.headers)) };
    return app.fetch(new Request(`${ORIGIN}${path}`, { ...init, headers }));
  };
  const send = (method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(path, { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } });
  return { fetch, send };
}

/** The body of a good answer; fails the test where it is not of the schema. */
export async function good<T extends z.ZodType>(schema: T, answer: Promise<Response>): Promise<z.output<T>> {
  const response = await answer;
  const body: unknown = await response.json();
  if (!response.ok) throw new Error(`${response.status} ${JSON.stringify(body)}`);
  return schema.parse(body);
}

/** The problem of an answer that is none of 2xx. */
export async function bad(answer: Promise<Response>): Promise<Problem> {
  const response = await answer;
  const body = problem.parse(await response.json());
  const type = response.headers.get('content-type');
  if (body.status !== response.status || type !== 'application/problem+json') throw new Error(`${response.status} as ${type}`);
  return body;
}
