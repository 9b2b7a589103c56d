import type { Browser, BrowserContext, Page } from '@playwright/test';
import { visible } from '@/components/evidence/safe-text';
import { storableText } from '@/lib/storable';
import { Api, expect, test } from './fixtures';
import { headFaults, markdownFaults } from './hostile/answers';
import { Dealer, FAMILY_NAMES, payloadsFor } from './hostile/payloads';
import { type Seeded, seedGallery, seedSessions, seedTranscripts } from './hostile/seed';
import { inspect, listen, watch } from './hostile/watch';

const origin = process.env.DEBRIEF_TEST_URL ?? '';
const api = new Api(origin, `hostile-${Date.now().toString(36)}`);
let dealer: Dealer;
let sessions: Seeded[] = [];
let transcripts: Seeded[] = [];
let home: Awaited<ReturnType<typeof listen>>;

// One worker: all tests look at the same sessions.
test.describe.configure({ mode: 'default' });

test.beforeAll(async () => {
  home = await listen();
  dealer = new Dealer(payloadsFor(home.url));
  sessions = await seedSessions(api, dealer);
  transcripts = await seedTranscripts(api, dealer);
});

test.afterAll(() => home.close());

interface Look {
  context: BrowserContext;
  /** Opens an address and finds nothing wrong with it; gives the text of its main part. */
  at: (address: string, open?: (page: Page) => Promise<void>) => Promise<string>;
}

async function lookingWith(browser: Browser, options: Parameters<Browser['newContext']>[0]): Promise<Look> {
  const context = await browser.newContext({ baseURL: origin, ...options });
  const seen = await watch(context, origin);
  const page = await context.newPage();
  const at = async (address: string, open?: (page: Page) => Promise<void>) => {
    await page.goto(address);
    await open?.(page);
    const { faults, text } = await inspect(page);
    expect.soft([...faults, ...seen.faults.splice(0)], address).toEqual([]);
    return text;
  };
  return { context, at };
}

/** Opens every fold and every event. */
async function openAll(page: Page) {
  await page.waitForLoadState('networkidle');
  const openEach = (closed: string) =>
    page.evaluate((which) => {
      for (const each of document.querySelectorAll<HTMLElement>(which)) each.click();
    }, closed);
  await openEach('a[aria-expanded="false"]');
  await page.waitForLoadState('networkidle');
  // What stands in a fold is there already: nothing is asked for when it opens.
  await openEach('details:not([open]) > summary');
}

test('every field gets every family', () => {
  const short = [...dealer.dealt].filter(([, { families }]) => families.size < FAMILY_NAMES.length);
  expect(short.map(([field]) => field)).toEqual([]);
});

test('pages show payloads as text', async ({ browser }) => {
  const { at, context } = await lookingWith(browser, { viewport: { width: 390, height: 800 }, colorScheme: 'dark' });
  await at(`/${api.project}`);
  await at(`/${api.project}/sessions`);
  for (const page of ['questions', 'questions?state=answered', 'decisions']) await at(`/${api.project}/${page}`);
  for (const [i, { url }] of [...sessions, ...transcripts].entries()) {
    await at(url);
    await at(`${url}/segments/${1 + (i % 2)}`, openAll);
  }
  await context.close();
});

test('pages without scripts show payloads as text', async ({ browser }) => {
  const { at, context } = await lookingWith(browser, { javaScriptEnabled: false, viewport: { width: 1300, height: 800 } });
  await at(`/${api.project}`);
  await at(`/${api.project}/sessions`);
  for (const page of ['questions', 'questions?state=answered', 'decisions']) await at(`/${api.project}/${page}`);
  for (const { url } of [...sessions, ...transcripts]) {
    await at(`${url}?show=questions&detail=outcomes`);
    for (const n of [1, 2]) await at(`${url}/segments/${n}?show=all`);
  }
  await context.close();
});

/** Of a longer output only so much is certain to be in the preview. */
const SHOWN_CHARS = 500;

test('every payload is shown as the text that it is', async ({ browser }) => {
  const { at, context } = await lookingWith(browser, { javaScriptEnabled: false });
  for (const { url, shown } of await seedGallery(api, payloadsFor(home.url))) {
    const text = await at(`${url}?show=all`);
    const missing = shown.filter((payload) => !text.includes(visible(storableText(payload.text)).slice(0, SHOWN_CHARS)));
    expect.soft(missing, url).toEqual([]);
  }
  await context.close();
});

test('exports and answers of the API say what they are, and Markdown stays what it was', async () => {
  for (const { sid, url } of [...sessions, ...transcripts]) {
    const path = url.replace(origin, '');
    const api = `/api/v1/sessions/${sid}`;
    const markdown = [`${path}.md`, `${path}/segments/1.md`, `${path}/segments/2.md`, `${api}/handoff?format=md`];
    const data = [`${path}.json`, api, `${api}/handoff`, `${api}/segments`, `${api}/events?limit=1000`, `${api}/timeline`];
    const raw = [1, 2, 3, 4].map((seq) => `${api}/events/${seq}/raw`);
    const looks = [...markdown, ...data, ...raw].map(async (address) => {
      const answer = await fetch(origin + address);
      const text = await answer.text();
      expect.soft([answer.status, ...headFaults(answer)], address).toEqual([200]);
      const headings = address.includes('handoff') ? HANDOFF_HEADINGS : /^# .|^## \d+\. /;
      if (markdown.includes(address)) expect.soft(markdownFaults(text, { origin, headings }), address).toEqual([]);
    });
    await Promise.all(looks);
  }
});

const HANDOFF_HEADINGS =
  /^# Handoff: |^## (?:Goal|Latest ask|Where it stands|Waiting on a person|Open questions|Answered questions|Open next steps|Decisions in force|Superseded decisions|Produced|Other sessions|Read more)$/;

/** Addresses with a payload in a part or in the query. */
const ADDRESSES: ((bad: string, session: string) => string)[] = [
  (bad) => `/${bad}`,
  (bad) => `/${bad}/sessions`,
  (bad) => `/${api.project}?agent=${bad}&branch=${bad}&has=${bad}&review=${bad}&group=${bad}&${bad}=${bad}`,
  (bad) => `/${api.project}/sessions?q=${bad}&ref=${bad}&review=${bad}&to=${bad}&limit=${bad}&group=${bad}`,
  (bad) => `/${api.project}/sessions/${bad}`,
  (bad) => `/${api.project}/questions/${bad}?state=${bad}&limit=${bad}`,
  (bad) => `/${api.project}/decisions?ref=${bad}&q=${bad}&agent=${bad}&since=${bad}&cursor=${bad}`,
  (bad) => `/${api.project}/sessions/${bad}.md`,
  (bad) => `/${api.project}/sessions?agent=${bad}&branch=${bad}`,
  (bad) => `/${api.project}/sessions?status=${bad}&has=${bad}&sort=${bad}&cursor=${bad}&from=${bad}&${bad}=${bad}`,
  (bad, session) => `${session}?cut=${bad}&show=${bad}&detail=${bad}`,
  (bad, session) => `${session}/segments/${bad}`,
  (bad, session) => `${session}/segments/1?event=${bad}&cut=${bad}&rev=${bad}&show=${bad}`,
  (bad, session) => `${session.replace(/[^/]+-(?=\w+$)/, 'old-name-')}?${bad}=${bad}`,
  (bad) => `/api/v1/projects/${bad}/sessions`,
  (bad) => `/api/v1/projects/${api.project}/inbox?agent=${bad}&review=${bad}&has=${bad}`,
  (bad) => `/api/v1/projects/${api.project}/sessions?agent=${bad}&cursor=${bad}&limit=${bad}`,
  (bad) => `/api/v1/projects/${api.project}/references/${bad}?cursor=${bad}`,
  (bad) => `/api/v1/projects/${api.project}/decisions?ref=${bad}&q=${bad}&cursor=${bad}`,
  (bad) => `/api/v1/questions/${bad}`,
  (bad) => `/api/v1/sessions/${bad}`,
  (bad) => `/api/v1/sessions/${bad}/export?format=${bad}`,
  (bad, session) => `/api/v1/sessions/${session.slice(-8)}/events?kind=${bad}&thread=${bad}&from=${bad}`,
];

const inAddress = (payload: string) => encodeURIComponent(payload.replace(/\p{Surrogate}/gu, '\ufffd'));

test('hostile addresses are answered as what they are', async ({ browser }) => {
  const session = sessions[0]?.url.replace(origin, '') ?? '';
  const { at, context } = await lookingWith(browser, { javaScriptEnabled: false });
  for (const [index, write] of ADDRESSES.entries()) {
    const looks = dealer.several(`address ${index}`, FAMILY_NAMES.length, 1000).map(async (payload) => {
      const address = write(inAddress(payload), session);
      const answer = await fetch(origin + address, { redirect: 'manual' });
      const text = await answer.text();
      expect.soft(headFaults(answer), address).toEqual([]);
      if (/<\w/.test(payload) && answer.headers.get('content-type')?.startsWith('text/html'))
        expect.soft(text).not.toContain(payload);
    });
    await Promise.all(looks);
  }
  const inPages = ADDRESSES.slice(0, 9);
  for (const [index, payload] of dealer.several('address opened', FAMILY_NAMES.length, 1000).entries())
    await at(inPages[index % inPages.length]?.(inAddress(payload), session) ?? '/');
  await context.close();
});

test('nobody asked for what a payload names', () => expect(home.asked).toEqual([]));
