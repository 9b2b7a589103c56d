import type { Env } from '@/lib/env';

/** Why a request is turned away at the door; the message may be shown to whoever sent it. */
export interface Refusal {
  code: 'forbidden_host' | 'forbidden_origin';
  message: string;
}

export interface RequestHead {
  method: string;
  /** Of the URL, without its query. */
  path: string;
  headers: { get(name: string): string | null };
  env: Pick<Env, 'HOST' | 'PORT' | 'DEBRIEF_URL'>;
}

const HTTP_PORT = 80;

/**
 * The rules of local mode, where being on this machine is all the permission there is. A foreign `Host` means that a name
 * of somebody else's was pointed at this machine (DNS rebinding); a foreign `Origin` or `Sec-Fetch-Site` that another
 * site's page is asking. Null where the request may pass. Programs that send neither of the last two may.
 */
export function checkRequest({ method, path, headers, env }: RequestHead): Refusal | null {
  const origins = ownOrigins(env);
  const host = headers.get('host')?.toLowerCase() ?? '';
  if (![...origins].some((origin) => isHostOf(host, origin))) {
    const message = 'This server does not answer to that Host. Behind a proxy, set DEBRIEF_URL to the public address.';
    return { code: 'forbidden_host', message };
  }
  if (isForeign(headers, origins) && !isNavigation(method, path, headers)) {
    return { code: 'forbidden_origin', message: 'Pages of other sites may not use this server.' };
  }
  return null;
}

function isForeign(headers: RequestHead['headers'], origins: ReadonlySet<string>): boolean {
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site');
  return (origin !== null && !origins.has(origin.toLowerCase())) || (site !== null && site !== 'same-origin' && site !== 'none');
}

/** Where a sign-in provider sends a browser back to. */
const RETURN = /^\/api\/auth\/(oauth2\/)?callback\/[^/]+$/;

/** A link in a chat must open: somebody went to a page, in a window of its own. */
function isNavigation(method: string, path: string, headers: RequestHead['headers']): boolean {
  const isPage = (path !== '/api' && !path.startsWith('/api/')) || RETURN.test(path);
  return (
    method === 'GET' && isPage && headers.get('sec-fetch-mode') === 'navigate' && headers.get('sec-fetch-dest') === 'document'
  );
}

/** The addresses under which this server's own pages are opened. */
function ownOrigins({ HOST, PORT, DEBRIEF_URL }: RequestHead['env']): Set<string> {
  const names = [HOST.includes(':') ? `[${HOST}]` : HOST, 'localhost', '127.0.0.1', '[::1]'];
  const port = PORT === HTTP_PORT ? '' : `:${PORT}`;
  const own = names.map((name) => `http://${name}${port}`.toLowerCase());
  return new Set(DEBRIEF_URL ? [...own, new URL(DEBRIEF_URL).origin] : own);
}

/** Whether a Host header names an origin; one may spell out the port that its scheme implies. */
function isHostOf(host: string, origin: string): boolean {
  const { protocol } = new URL(origin);
  const implied = protocol === 'https:' ? ':443' : ':80';
  return (
    `${protocol}//${host}` === origin || (host.endsWith(implied) && `${protocol}//${host.slice(0, -implied.length)}` === origin)
  );
}
