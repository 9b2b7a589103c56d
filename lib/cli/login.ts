import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { credentialsFile, keepToken, keptToken } from '@/lib/cli/credentials';
import { findServer, requireServer } from '@/lib/cli/server';
import { CliError, plain, type Surroundings } from '@/lib/cli/terminal';
import { problem } from '@/lib/http/schema';
import { deviceCode, deviceError, deviceToken } from '@/lib/tokens/device-schema';

const TIMEOUT_MS = 30_000;
/** RFC 8628: this much longer from then on, each time the server says so. */
const SLOW_DOWN_SECONDS = 5;
const SECOND_MS = 1000;

type DeviceCode = z.infer<typeof deviceCode>;

/** Gets a token for this computer, which a person allows in a browser (RFC 8628), and keeps it. */
export async function runLogin(options: { server?: string }, surroundings: Surroundings): Promise<number> {
  const { terminal, env } = surroundings;
  const server = findServer(options.server, surroundings);
  await requireServer(server);
  const client_id = plain(hostname()).trim().slice(0, 100) || 'a computer';
  const asked = await post(server, '/device/code', { client_id });
  if (asked.status === 404) {
    terminal.out(`Debrief at ${server} needs no sign-in.\n`);
    return 0;
  }
  const code = deviceCode.parse(goodBody(server, asked));
  terminal.out(`Open ${plain(code.verification_uri)} and enter ${plain(code.user_code)}\n`);
  terminal.out(`or open ${plain(code.verification_uri_complete)}\n`);
  const { access_token, person } = await waitForToken(server, client_id, code);
  const before = await keptToken(server, surroundings);
  await keepToken(server, access_token, surroundings);
  if (before) await revoke(server, before);
  terminal.out(`Signed in to ${server} as ${plain(person)}. The token is in ${credentialsFile(surroundings)}\n`);
  if (env.DEBRIEF_TOKEN) terminal.err('DEBRIEF_TOKEN is set and is used instead of it.\n');
  return 0;
}

/** Forgets the token of this computer, and revokes it. */
export async function runLogout(options: { server?: string }, surroundings: Surroundings): Promise<number> {
  const server = findServer(options.server, surroundings);
  const token = await keptToken(server, surroundings);
  if (!token) {
    surroundings.terminal.out(`This computer is not signed in to ${server}.\n`);
    return 0;
  }
  const isRevoked = await revoke(server, token);
  await keepToken(server, null, surroundings);
  if (isRevoked) surroundings.terminal.out(`Signed out of ${server}. The token is revoked.\n`);
  else
    surroundings.terminal.err(
      `${server} did not answer: the token is deleted here, but still works. Revoke it at ${server}/settings/tokens\n`,
    );
  return isRevoked ? 0 : 1;
}

async function waitForToken(server: string, client_id: string, { device_code, expires_in, interval }: DeviceCode) {
  const end = Date.now() + expires_in * SECOND_MS;
  const body = { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code, client_id };
  for (let seconds = interval; Date.now() < end; ) {
    await sleep(seconds * SECOND_MS);
    const answer = await post(server, '/device/token', body).catch(() => null); // the connection may come back
    if (!answer || answer.status === 429 || answer.status === 503) continue;
    const refused = deviceError.safeParse(answer.body);
    if (!refused.success) return deviceToken.parse(goodBody(server, answer));
    const { error } = refused.data;
    if (error === 'slow_down') seconds += SLOW_DOWN_SECONDS;
    else if (error === 'access_denied') throw new CliError('It was denied in the browser. This computer is not signed in.');
    else if (error !== 'authorization_pending') break;
  }
  throw new CliError('The code has expired. Run debrief login again.');
}

/** Whether the token works no more: it is revoked now, or was before. */
async function revoke(server: string, token: string): Promise<boolean> {
  const headers = { authorization: `Bearer ${token}` };
  const request = { method: 'DELETE', headers, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) } as const;
  const answer = await fetch(`${server}/api/v1/token`, request).catch(() => null);
  return answer?.status === 204 || answer?.status === 401;
}

interface Answer {
  status: number;
  body: unknown;
}

async function post(server: string, path: string, body: unknown): Promise<Answer> {
  const answer = await fetch(`${server}/api/v1${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  return { status: answer.status, body: await answer.json().catch(() => null) };
}

function goodBody(server: string, { status, body }: Answer): unknown {
  if (status === 200) return body;
  const said = problem.safeParse(body);
  throw new CliError(`Debrief at ${server} refuses: ${said.success ? plain(said.data.detail) : `it answered ${status}`}`);
}
