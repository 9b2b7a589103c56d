import { expect, TranscriptWriter, test } from './fixtures';

const HOSTILE = [
  '<img src=x onerror="window.hacked=1"><script>window.hacked=2</script>',
  '![pixel](https://evil.example/pixel.png) [click](javascript:window.hacked=3)',
  '<style>body{display:none}</style><iframe src="https://evil.example"></iframe>',
  'reversed \u202Etxt.exe\u202C and \u200Bhidden',
].join('\n');

test('a hostile transcript is text: nothing runs, nothing is fetched', async ({ page, api, baseURL }) => {
  const { sessions } = await api.transcript(
    new TranscriptWriter().prompt(HOSTILE).runs('Bash', { command: HOSTILE }, HOSTILE).says(HOSTILE).text(),
  );
  const elsewhere: string[] = [];
  const violations: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(baseURL ?? '') && !/^(data|blob):/.test(request.url())) elsewhere.push(request.url());
  });
  page.on('console', (message) => {
    if (/Content.Security.Policy/i.test(message.text())) violations.push(message.text());
  });
  for (const address of [`/${api.project}/sessions`, sessions[0]?.url ?? '', `${sessions[0]?.url}/segments/1`]) {
    await page.goto(address);
    await page.waitForLoadState('networkidle');
    await expect(page.getByRole('main').getByText('window.hacked').filter({ visible: true }).first()).toBeVisible();
    expect(await page.evaluate('window.hacked')).toBeUndefined();
  }
  expect(elsewhere).toEqual([]);
  expect(violations).toEqual([]);
});

test('every page has a strict policy with a nonce of its own', async ({ request, api }) => {
  const nonces = new Set<string>();
  for (const address of ['/', `/${api.project}/sessions`, '/no/such/page', `/${api.project}/sessions/x-zzzzzzzz`]) {
    const answer = await request.get(address);
    const policy = answer.headers()['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/);
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    expect(nonce).not.toBe('');
    nonces.add(nonce);
    for (const [, tag] of (await answer.text()).matchAll(/<script\b([^>]*)>/g)) expect(tag).toContain(`nonce="${nonce}"`);
  }
  expect(nonces.size).toBe(4);
});

test('requests from elsewhere are refused, a link in a chat opens', async ({ baseURL, api }) => {
  const { request } = await import('node:http');
  const status = (path: string, headers: Record<string, string>, method = 'GET') =>
    new Promise<number>((resolve, reject) => {
      request(`${baseURL}${path}`, { method, headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      })
        .on('error', reject)
        .end();
    });
  expect(await status('/api/v1/projects', { host: 'evil.example' })).toBe(403);
  expect(await status('/', { host: 'evil.example' })).toBe(403);
  expect(await status('/api/v1/projects', { origin: 'https://evil.example' })).toBe(403);
  expect(
    await status(
      `/api/v1/projects/${api.project}/sessions/x`,
      { 'sec-fetch-site': 'cross-site', 'content-type': 'application/json' },
      'PUT',
    ),
  ).toBe(403);
  const navigation = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
  expect(await status('/demo/sessions', navigation)).toBe(200);
});

test('a secret never reaches the page, the API or the raw line', async ({ request, api }) => {
  const secret = `ghp_${'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF3hJ6'}`;
  const text = new TranscriptWriter()
    .prompt(`Use ${secret} for the release`)
    .runs('Bash', { command: `export GITHUB_TOKEN=${secret}` }, secret)
    .says(`Set ${secret}.`)
    .text();
  const { sessions } = await api.transcript(text);
  const sid = sessions[0]?.sid;
  const places = [
    `/api/v1/sessions/${sid}`,
    `/api/v1/sessions/${sid}/events?fields=full`,
    `/api/v1/sessions/${sid}/events/1/raw`,
    `/api/v1/sessions/${sid}/segments`,
    sessions[0]?.url ?? '',
    `${sessions[0]?.url}.md`,
  ];
  for (const place of places) expect(await (await request.get(place)).text()).not.toContain(secret);
  expect(await (await request.get(`/api/v1/sessions/${sid}/events?fields=full`)).text()).toContain('‹redacted:');
});
