import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { findMissing, findMissingShare, isOfShare, MISSING_HEADER, type Missing, writeMissing } from '@/app/missing';
import { database } from '@/db/client';
import { clientAddress } from '@/lib/auth/client-address';
import { contentSecurityPolicy, FILE_POLICY, PAGE_HEADERS, SHARE_HEADERS } from '@/lib/auth/csp';
import { identifyWithinLimits } from '@/lib/auth/identify-within-limits';
import { contextFor, type Identity } from '@/lib/auth/identity';
import { checkRequest } from '@/lib/auth/local';
import { isOpenToAll, signInPath } from '@/lib/auth/sign-in-path';
import { readEnv } from '@/lib/env';
import { AppError } from '@/lib/errors';

const env = readEnv(process.env);
const isDevelopment = process.env.NODE_ENV === 'development';
const NONCE_BYTES = 16;
/** No page has this address: Next answers with 404 and its not-found page, rendered on the server. */
const NOWHERE = '/-/-';
/** The API answers these addresses of pages. */
const EXPORT = /^\/[^/]+\/sessions\/.+\.(?:md|json)$/;

/** Stands before every page: turns away who may not ask, leads strangers to the sign-in and what is missing to its page, and gives pages their security headers. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { method, nextUrl, headers } = request;
  const refusal = checkRequest({ method, path: nextUrl.pathname, headers, env });
  if (refusal) return withHeaders(new NextResponse(`${refusal.message}\n`, { status: 403, headers: PLAIN }));
  const asked = { headers, ip: clientAddress(headers, env), path: nextUrl.pathname };
  const identity = await identifyWithinLimits(database(), env, asked).catch(turnedAway);
  if (identity instanceof NextResponse) return withHeaders(identity);
  if (identity === 'unknown' || isOpenToAll(nextUrl.pathname)) return answer(request, null);
  if (!identity) return withHeaders(NextResponse.redirect(new URL(signInPath(nextUrl), originAsSeen(request))));
  return answer(request, identity);
}

/** Whoever asks too often is told when to ask again, and whoever shows a token that is none so; a database that is away is what the page says. */
function turnedAway(error: unknown): NextResponse | 'unknown' {
  if (!(error instanceof AppError) || (error.code !== 'rate_limited' && error.code !== 'unauthenticated')) return 'unknown';
  const { retryAfter } = error.details;
  const headers = { ...PLAIN, ...(retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }) };
  return new NextResponse(`${error.message}\n`, { status: error.code === 'rate_limited' ? 429 : 401, headers });
}

async function answer(request: NextRequest, identity: Identity | null): Promise<NextResponse> {
  const policy = contentSecurityPolicy({ nonce: randomBytes(NONCE_BYTES).toString('base64'), isDevelopment });
  const forwarded = new Headers(request.headers);
  // Next reads the nonce from here and puts it on its own scripts.
  forwarded.set('Content-Security-Policy', policy);
  // Next asks once more on the way to the not-found page.
  if (request.nextUrl.pathname !== NOWHERE) forwarded.delete(MISSING_HEADER);
  const missing = await missingAt(request.nextUrl, identity).catch(() => null);
  if (missing) forwarded.set(MISSING_HEADER, writeMissing(missing));
  const on = { request: { headers: forwarded } };
  const response = withHeaders(missing ? NextResponse.rewrite(new URL(NOWHERE, request.url), on) : NextResponse.next(on));
  response.headers.set('Content-Security-Policy', EXPORT.test(request.nextUrl.pathname) ? FILE_POLICY : policy);
  if (isOfShare(request.nextUrl.pathname))
    for (const [name, value] of Object.entries(SHARE_HEADERS)) response.headers.set(name, value);
  return response;
}

/** What is missing at an address, for who asks; a share link is all that its reader needs. */
async function missingAt(url: URL, identity: Identity | null): Promise<Missing | null> {
  if (isOfShare(url.pathname)) return findMissingShare(database(), url);
  return identity && findMissing(contextFor(database(), identity, 'read'), url);
}

/** Where the browser thinks it is: the Host has been checked. */
const originAsSeen = ({ headers, url }: NextRequest) => env.DEBRIEF_URL ?? `http://${headers.get('host') ?? new URL(url).host}`;

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
