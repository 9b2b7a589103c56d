import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, imported, type Received, refused, runCli, standIn } from '@/lib/cli/testing';

let folder = '';
let servers: Awaited<ReturnType<typeof standIn>>[] = [];
const home = () => join(folder, 'home');
const file = () => join(home(), 'credentials.json');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'debrief-cli-'));
  writeFileSync(join(folder, 'a.jsonl'), '{"type":"user","uuid":"u","sessionId":"s","cwd":"/x/y","message":{"content":"Go."}}\n');
});
afterEach(async () => {
  for (const server of servers) await server.close();
  servers = [];
  rmSync(folder, { recursive: true, force: true });
});

const run = (args: string[], env: Record<string, string> = {}) =>
  runCli(args, { cwd: folder, home: folder, env: { DEBRIEF_HOME: home(), ...env } });
async function serve(answer: (received: Received) => Answer) {
  const server = await standIn(answer);
  servers.push(server);
  return server;
}

const CODE = {
  device_code: 'the-device-code',
  user_code: 'ABCD-EFGH',
  verification_uri: 'https://debrief.test/sign-in/device',
  verification_uri_complete: 'https://debrief.test/sign-in/device?user_code=ABCD-EFGH',
  expires_in: 60,
  interval: 0,
};
const TOKEN = { access_token: 'dbf_mine', token_type: 'Bearer', expires_in: 60, scope: 'read', person: 'Ida\u001b[31m' };
const waiting = (error: string): Answer => ({ status: 400, body: { error, error_description: '' } });

/** A server that gives a token after some other answers, and takes what is sent with it. */
const debrief = (...before: Answer[]) =>
  serve(({ method, path, authorization }) => {
    if (path === '/api/v1/device/code') return { status: 200, body: CODE };
    if (path === '/api/v1/device/token') return before.length > 0 ? (before.shift() ?? null) : { status: 200, body: TOKEN };
    if (method === 'DELETE') return { status: 204, body: '' };
    if (authorization) return { status: 200, body: imported('s', 1) };
    return { status: 401, body: refused(401, 'unauthenticated', 'Sign in') };
  });

describe('debrief login', () => {
  it('gets a token once the person has allowed it, and sends it from then on', async () => {
    const { url, received } = await debrief(waiting('authorization_pending'), null, { status: 503, body: {} });
    const { status, out, err } = await run(['login', '--server', url]);
    expect([status, err]).toEqual([0, '']);
    expect(out.split('\n')).toEqual([
      'Open https://debrief.test/sign-in/device and enter ABCD-EFGH',
      'or open https://debrief.test/sign-in/device?user_code=ABCD-EFGH',
      `Signed in to ${url} as Ida [31m. The token is in ${file()}`,
      '',
    ]);
    expect(JSON.parse(received[1]?.body ?? '')).toEqual({
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: 'the-device-code',
      client_id: hostname(),
    });
    expect((await run(['import', 'a.jsonl', '--server', url])).status).toBe(0);
    expect(received.at(-1)?.authorization).toBe('Bearer dbf_mine');
  });

  it('keeps it in a file that nobody else can read, and revokes the one before', async () => {
    const { url, received } = await debrief();
    for (let again = 0; again < 2; again++) await run(['login', '--server', `${url}/`]);
    expect(readdirSync(home())).toEqual(['credentials.json']);
    expect([statSync(home()).mode & 0o777, statSync(file()).mode & 0o777]).toEqual([0o700, 0o600]);
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual({ [url]: { token: 'dbf_mine' } });
    const revoked = received.filter(({ method }) => method === 'DELETE');
    expect(revoked.map(({ path, authorization }) => [path, authorization])).toEqual([['/api/v1/token', 'Bearer dbf_mine']]);
  });

  it.each([
    ['denied', waiting('access_denied'), 'It was denied in the browser'],
    ['too late', waiting('expired_token'), 'The code has expired'],
    ['broken', { status: 500, body: refused(500, 'internal', 'Something went wrong') }, 'Something went wrong'],
  ])('says so where it is %s', async (_what, answer, said) => {
    const { url } = await debrief(answer);
    const { status, err } = await run(['login', '--server', url]);
    expect([status, existsSync(file())]).toEqual([1, false]);
    expect(err).toContain(said);
  });

  it('is not needed in local mode', async () => {
    const { url } = await serve(() => ({ status: 404, body: refused(404, 'not_found', 'This address was not found') }));
    expect(await run(['login', '--server', url])).toEqual({ status: 0, out: `Debrief at ${url} needs no sign-in.\n`, err: '' });
  });
});

describe('debrief logout', () => {
  it('forgets the token and revokes it', async () => {
    const { url, received } = await debrief();
    await run(['login', '--server', url]);
    expect((await run(['logout', '--server', url])).out).toContain('The token is revoked');
    expect([received.at(-1)?.method, received.at(-1)?.path]).toEqual(['DELETE', '/api/v1/token']);
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual({});
    expect((await run(['logout', '--server', url])).out).toContain('is not signed in');
  });

  it('forgets it where nobody answers, and says that it still works', async () => {
    const { url, close } = await debrief();
    await run(['login', '--server', url]);
    await close();
    const { status, err } = await run(['logout', '--server', url]);
    expect([status, JSON.parse(readFileSync(file(), 'utf8'))]).toEqual([1, {}]);
    expect(err).toContain(`Revoke it at ${url}/settings/tokens`);
  });
});

describe('a token', () => {
  const sentTo = (server: { received: Received[] }) => server.received.map(({ authorization }) => authorization);
  const handoff = () => serve(() => ({ status: 200, body: '# Handoff\n' }));

  it('goes to no other server than its own', async () => {
    const [mine, other] = [await debrief(), await handoff()];
    await run(['login', '--server', mine.url]);
    await run(['handoff', '4f7k2m9c', '--server', other.url]);
    await run(['handoff', `${other.url}/harbour/sessions/x-4f7k2m9c`]);
    expect(sentTo(other)).toEqual([undefined, undefined]);
  });

  it('of the machine wins, and goes where the machine or the person says, not where a link does', async () => {
    const [mine, other] = [await debrief(), await handoff()];
    await run(['login', '--server', mine.url]);
    const env = { DEBRIEF_TOKEN: ' dbf_machine\n', DEBRIEF_URL: mine.url };
    await run(['import', 'a.jsonl'], env);
    expect(sentTo(mine).at(-1)).toBe('Bearer dbf_machine');
    const link = `${other.url}/harbour/sessions/x-4f7k2m9c`;
    await run(['handoff', link], env);
    await run(['handoff', link, '--server', other.url], env);
    await run(['handoff', link], { ...env, DEBRIEF_URL: `${other.url}/` });
    expect(sentTo(other)).toEqual([undefined, 'Bearer dbf_machine', 'Bearer dbf_machine']);
  });

  it('does not follow a redirect', async () => {
    const other = await handoff();
    const { url } = await serve(() => ({ status: 307, body: '', headers: { location: `${other.url}/x` } }));
    const env = { DEBRIEF_TOKEN: 'dbf_machine' };
    expect((await run(['handoff', '4f7k2m9c', '--server', url], env)).err).toContain('307');
    expect((await run(['import', 'a.jsonl', '--server', url], env)).err).toContain('307');
    expect(other.received).toEqual([]);
  });

  it('that others may have read is not used', async () => {
    const { url, received } = await debrief();
    await run(['login', '--server', url]);
    chmodSync(file(), 0o644);
    const before = received.length;
    const { status, err } = await run(['import', 'a.jsonl', '--server', url]);
    expect([status, err]).toEqual([1, `Others may read ${file()}, which holds your tokens. Run: chmod 600 '${file()}'\n`]);
    expect(received).toHaveLength(before);
    writeFileSync(file(), 'not json', { mode: 0o600 });
    chmodSync(file(), 0o600);
    expect((await run(['import', 'a.jsonl', '--server', url])).err).toContain('Delete it and run debrief login again');
  });

  it.each([
    ['none is sent', {}, 401, 'unauthenticated', 'Debrief asks who you are.'],
    ['it is no more', { DEBRIEF_TOKEN: 'dbf_old' }, 401, 'unauthenticated', 'This token was revoked.'],
    ['it may not', { DEBRIEF_TOKEN: 'dbf_read' }, 403, 'forbidden', 'It takes the scope ingest.'],
  ])('is what to see to where %s', async (_what, env, status, code, said) => {
    const detail = status === 401 ? 'This token was revoked.' : said;
    const { url, received } = await serve(() => ({ status, body: refused(status, code, detail) }));
    for (const name of 'bcdefgh') writeFileSync(join(folder, `${name}.jsonl`), readFileSync(join(folder, 'a.jsonl')));
    const { err } = await run(['import', '.', '--server', url], env);
    expect(err).toContain(`${said} Sign in with debrief login, or set DEBRIEF_TOKEN.`);
    expect(received).toHaveLength(status === 401 ? 4 : 8); // who is refused as such need not try the files that were not begun
    expect((await run(['handoff', '4f7k2m9c', '--server', url], env)).err).toContain('set DEBRIEF_TOKEN');
  });
});
