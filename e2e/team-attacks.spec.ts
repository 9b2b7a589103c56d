import { request } from 'node:http';
import { connect } from 'node:net';
import { expect, test } from './team';
import { filled, firstAdministrator, invited, type Person } from './team-people';

test.use({ installation: 'attacks' });
test.describe.configure({ mode: 'serial' });

let ida: Person;
let elsa: Person;
let page: string;
let sid: string;
const WORDS = 'Lay the keel';

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

let sent = 0;
/** Sends a request as it is written, for no client tidies its path or its headers; from an address of its own, for no limit to be met. */
const send = (url: string, path: string, { method = 'GET', headers = {}, body = '' }: Sent = {}) =>
  new Promise<Answer>((resolve, reject) => {
    const localAddress = `127.0.${Math.floor(++sent / 250)}.${2 + (sent % 250)}`;
    const asked = request(url, { method, path, headers, localAddress }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk) => (text += chunk));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
    });
    asked.on('error', reject).end(body);
  });
interface Sent {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

test('a session is there, and somebody who may not see it', async ({ team }) => {
  ida = await firstAdministrator(team);
  ({ page, sid } = await filled(team, ida, 'flower'));
  await filled(team, ida, 'tree');
  elsa = await invited(team, ida, { name: 'Elsa', project: 'tree', role: 'admin' });
  expect((await send(team.url, page, { headers: { cookie: ida.cookie } })).text).toContain(WORDS);
});

test('no spelling of an address shows a page to a stranger', async ({ team }) => {
  const [, , , session] = page.split('/');
  const spellings = [
    ...[
      page,
      `${page}/`,
      `/${page}`,
      `//${page}`,
      page.replace('sessions', 'SESSIONS'),
      page.replace('/sessions/', '//sessions//'),
    ],
    ...[
      `${page};.md`,
      `${page}%2f.md`,
      `${page}/.md`,
      `${page}%00.md`,
      `${page}?x=.md`,
      `${page}#.md`,
      `${page}.json`,
      `${page}.md`,
    ],
    ...[`${page}/segments/1`, `${page}/segments/1.md`, `${page}/segments/1;.json`, `${page}/segments/1%2e%6d%64`, `${page}%2emd`],
    ...[
      `/flower/sessions/x%2f..%2f${session}`,
      `/x/..${page}`,
      `/sign-in/..${page}`,
      `/sign-in%2f..${page}`,
      `/s/..%2f${page.slice(1)}`,
    ],
    ...[
      `/welcome/../flower/sessions/${session}`,
      `/%66lower/sessions/${session}`,
      `\\flower\\sessions\\${session}`,
      `/-/-/..${page}`,
    ],
    ...[
      `/_next/data/x${page}.json`,
      `/_next/static/..${page}`,
      `/_next/static/%2e%2e${page}`,
      `/_next/image?url=${page}&w=640&q=75`,
    ],
    ...[`/index.html`, `/api/..${page}`, `/api/%2e%2e${page}`, `/favicon.ico/..${page}`, `${page}/favicon.ico`, `${page}.rsc`],
    ...[`${page}/segments/1.rsc`, `${page}?_rsc=1`, `${page}.segments/_tree.segment.rsc`, `${page}?__nextDefaultLocale=en`],
    ...['/flower/sessions.md', '/flower.md', '/flower.json', '/flower/settings/tokens.md', '/settings/people.json', '/.json'],
  ];
  for (const path of spellings)
    for (const headers of DISGUISES) {
      const { status, text } = await send(team.url, path, { headers });
      expect([path, headers, text.includes(WORDS) || text.includes('zinnia')]).toEqual([path, headers, false]);
      expect([path, headers, status, status < 500 && status !== 429]).toEqual([path, headers, status, true]);
    }
});

/** Headers by which Next knows its own requests, and by which ours are marked behind the door. */
const DISGUISES: Record<string, string>[] = [
  {},
  { rsc: '1' },
  { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' },
  { 'x-middleware-subrequest': Array(5).fill('proxy').join(':') },
  { 'x-middleware-subrequest': Array(5).fill('src/middleware').join(':'), 'x-middleware-next': '1' },
  { 'x-nextjs-data': '1', 'x-invoke-path': '/settings', 'x-matched-path': '/sign-in', 'x-middleware-rewrite': '/sign-in' },
  { 'x-original-url': '/sign-in', 'x-rewrite-url': '/sign-in', 'x-forwarded-uri': '/sign-in', 'x-now-route-matches': '1' },
  { 'x-debrief-peer': '127.0.0.1', 'x-debrief-client': '127.0.0.1', 'x-debrief-missing': '%7B%22what%22%3A%22session%22%7D' },
];

const ACTIONS: Record<string, string>[] = [
  {},
  { 'next-action': 'x'.repeat(42) },
  { 'content-type': 'multipart/form-data; boundary=x' },
];
const OVERRIDES: Record<string, string>[] = ['x-http-method-override', 'x-method-override', 'x-http-method'].map((name) => ({
  [name]: 'DELETE',
}));

test('a stranger who calls an action, or another method, gets no page', async ({ team }) => {
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'])
    for (const headers of ACTIONS)
      expect((await send(team.url, page, { method, headers, body: method === 'HEAD' ? '' : '[]' })).text).not.toContain(WORDS);
  for (const headers of OVERRIDES) {
    for (const path of [`/api/v1/sessions/${sid}`, `/api/v1/sessions/${sid}?_method=DELETE`])
      await send(team.url, path, { headers: { ...headers, cookie: ida.cookie } });
  }
  expect((await send(team.url, page, { headers: { cookie: ida.cookie } })).text).toContain(WORDS);
});

test('a client’s own word on where it comes from, and on what is missing, counts for nothing', async ({ team }) => {
  const missing = encodeURIComponent(JSON.stringify({ what: 'segment', n: '9', of: 1, url: 'https://evil.example/' }));
  const answer = await send(team.url, '/no/such/page', { headers: { cookie: ida.cookie, 'x-debrief-missing': missing } });
  expect([answer.status, answer.text.includes('evil.example')]).toEqual([404, false]);
  const body = JSON.stringify({ email: 'ida@example.test', password: 'not this one' });
  const headers = { 'content-type': 'application/json', 'x-debrief-peer': '203.0.113.9', 'x-forwarded-for': '203.0.113.9' };
  expect((await send(team.url, '/api/auth/sign-in/email', { method: 'POST', headers, body })).status).toBe(401);
  const log = await send(team.url, '/api/v1/audit?action=signin.failed', { headers: { cookie: ida.cookie } });
  expect([log.status, log.text.includes('203.0.113.9'), /"ip":"127\.0\./.test(log.text)]).toEqual([200, false, true]);
});

test('another site’s page can do nothing with the cookie of somebody who is signed in', async ({ team }) => {
  const path = `/api/v1/sessions/${sid}/shares`;
  const attempts: Record<string, string>[] = [
    { origin: 'https://evil.example', 'content-type': 'application/json' },
    { origin: 'https://evil.example', 'content-type': 'text/plain' },
    { origin: 'null', 'content-type': 'application/json' },
    { 'sec-fetch-site': 'cross-site', 'content-type': 'text/plain' },
    { 'sec-fetch-site': 'same-site', 'content-type': 'application/json' },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', 'content-type': 'text/plain' },
    { referer: 'https://evil.example/', origin: team.url.replace('127.0.0.1', 'localhost.evil.example') },
  ];
  for (const headers of attempts) {
    const sent = { method: 'POST', headers: { ...headers, cookie: ida.cookie }, body: '{}' };
    expect([headers, (await send(team.url, path, sent)).status]).toEqual([headers, 403]);
    expect([headers, (await send(team.url, '/api/auth/sign-out', sent)).status]).toEqual([headers, 403]);
  }
  const form = { 'content-type': 'text/plain', cookie: ida.cookie };
  expect((await send(team.url, path, { method: 'POST', headers: form, body: '{}' })).status).toBe(415);
  expect((await send(team.url, path, { headers: { cookie: ida.cookie } })).text).toContain('"items":[]');
});

test('no answer can be framed, and none names a host that is not its own', async ({ team }) => {
  for (const path of [
    page,
    '/',
    '/sign-in',
    '/no/such',
    '/api/v1/projects',
    '/api/health',
    '/api/auth/nothing',
    `${page}.md`,
    '/icon.svg',
  ])
    for (const headers of [{}, { cookie: ida.cookie }, { cookie: elsa.cookie }] as Record<string, string>[]) {
      const answer = (await send(team.url, path, { headers })).headers;
      const isAlone =
        `${answer['content-security-policy']}`.includes("frame-ancestors 'none'") || answer['x-frame-options'] === 'DENY';
      expect([path, isAlone]).toEqual([path, true]);
      const spoofed = {
        ...headers,
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'https',
        forwarded: 'host=evil.example',
      };
      const told = await send(team.url, path, { headers: spoofed });
      expect([path, JSON.stringify(told.headers).includes('evil'), told.text.includes('evil.example')]).toEqual([
        path,
        false,
        false,
      ]);
      expect([path, (await send(team.url, path, { headers: { ...headers, host: 'evil.example' } })).status]).toEqual([path, 403]);
    }
  expect(await absolute(team.url, 'http://evil.example/api/v1/projects', 'evil.example')).toMatch(/^HTTP\/1\.1 400/);
  expect(await absolute(team.url, `http://evil.example${page}`, new URL(team.url).host)).toMatch(/^HTTP\/1\.1 400/);
  for (const path of ['//evil.example/x', '/\\evil.example/x', '///evil.example', '/%2f/evil.example', '//evil.example/..']) {
    const to = String((await send(team.url, path)).headers.location ?? '/').replace(team.url, '');
    expect([path, /^\/(?![/\\])/.test(to)]).toEqual([path, true]);
  }
});

/** Asks as a client asks a proxy: with the whole address in the first line. */
const absolute = (url: string, target: string, host: string) =>
  new Promise<string>((resolve, reject) => {
    let text = '';
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () =>
      socket.write(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
    );
    socket.setEncoding('utf8').on('data', (chunk) => (text += chunk));
    socket.on('error', reject).on('close', () => resolve(text));
  });

test('nobody is led elsewhere after signing in', async ({ team }) => {
  const elsewhere = [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/%09/evil.example',
    '/x/..//evil.example',
    'javascript:alert(1)',
  ];
  for (const next of elsewhere) {
    const query = new URLSearchParams({ next, callbackURL: next, redirectTo: next });
    const shown = await send(team.url, `/sign-in?${query}`, { headers: { cookie: ida.cookie } });
    expect([next, shown.status, String(shown.headers.location).replace(team.url, '')]).toEqual([
      next,
      307,
      expect.stringMatching(/^\/(%09\/evil\.example)?$/),
    ]);
    const body = JSON.stringify({ email: 'elsa@example.test', password: 'a ferry for every tide', next, callbackURL: next });
    const signedIn = await send(team.url, '/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect([next, JSON.parse(signedIn.text)]).toEqual([next, { url: expect.stringMatching(/^\/(%09\/evil\.example)?$/) }]);
  }
  const callback = await send(team.url, '/api/auth/callback/github?state=x&code=y&error_callback=https://evil.example');
  expect([callback.status, String(callback.headers.location).includes('evil')]).toEqual([404, false]);
});
