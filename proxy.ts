import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { contentSecurityPolicy, PAGE_HEADERS } from '@/lib/auth/csp';
import { checkRequest } from '@/lib/auth/local';
import { readEnv } from '@/lib/env';

const env = readEnv(process.env);
const isDevelopment = process.env.NODE_ENV === 'development';
const NONCE_BYTES = 16;

/** Stands before every page: turns away who may not ask, and gives the page its security headers. */
export function proxy(request: NextRequest): NextResponse {
  const { method, nextUrl, headers } = request;
  const refusal = checkRequest({ method, path: nextUrl.pathname, headers, env });
  if (refusal) return withHeaders(new NextResponse(`${refusal.message}\n`, { status: 403, headers: PLAIN }));
  const policy = contentSecurityPolicy({ nonce: randomBytes(NONCE_BYTES).toString('base64'), isDevelopment });
  const forwarded = new Headers(headers);
  // Next reads the nonce from here and puts it on its own scripts.
  forwarded.set('Content-Security-Policy', policy);
  const response = withHeaders(NextResponse.next({ request: { headers: forwarded } }));
  response.headers.set('Content-Security-Policy', policy);
  return response;
}

const PLAIN = {
  'Content-Type': 'text/plain; charset=utf-8',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
};

function withHeaders(response: NextResponse): NextResponse {
  for (const [name, value] of Object.entries(PAGE_HEADERS)) response.headers.set(name, value);
  return response;
}

/** Not the API, which applies the same rules itself: a proxy keeps a whole body in memory and cuts it at 10 MB. */
export const config = { matcher: '/((?!api(?:/|$)|_next/static/).*)' };
