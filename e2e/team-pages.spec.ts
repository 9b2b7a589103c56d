import { Api } from './fixtures';
import { expect, test } from './team';
import { filled, firstAdministrator, invited, type Person, pageFiles } from './team-people';

/** `open` to everybody; for `people` who are signed in; for who has a part in its `project`; shown to who may `manage` that, or who may `administer` all. */
type Rule = 'open' | 'people' | 'project' | 'manage' | 'administer';

interface Names {
  project: string;
  session: string;
  /** A question that the session leaves open. */
  question: string;
  /** The secret of a link that shows the session. */
  share: string;
}

/** Every page, by its file in `app`: where it is, and for whom. */
const PAGES: Record<string, [Rule, (names: Names) => string]> = {
  'page.tsx': ['people', () => '/'],
  '(auth)/sign-in/page.tsx': ['open', () => '/sign-in'],
  '(auth)/sign-in/reset/page.tsx': ['open', () => '/sign-in/reset?token=nothing'],
  '(auth)/welcome/page.tsx': ['open', () => '/welcome'],
  '(auth)/invitations/[token]/page.tsx': ['open', () => '/invitations/nothing'],
  'sign-in/device/page.tsx': ['people', () => '/sign-in/device'],
  's/[token]/page.tsx': ['open', ({ share }) => `/s/${share}`],
  's/[token]/card/route.ts': ['open', ({ share }) => `/s/${share}/card`],
  's/[token]/segments/[n]/card/route.ts': ['open', ({ share }) => `/s/${share}/segments/1/card`],
  'sign-in/card/route.ts': ['open', () => '/sign-in/card?next=%2Fflower%2Fsessions'],
  's/[token]/segments/[n]/page.tsx': ['open', ({ share }) => `/s/${share}/segments/1`],
  '(review)/[project]/page.tsx': ['project', ({ project }) => `/${project}`],
  '(review)/[project]/sessions/page.tsx': ['project', ({ project }) => `/${project}/sessions`],
  '(review)/[project]/sessions/[session]/page.tsx': ['project', ({ project, session }) => `/${project}/sessions/${session}`],
  '(review)/[project]/sessions/[session]/segments/[n]/page.tsx': [
    'project',
    ({ project, session }) => `/${project}/sessions/${session}/segments/1`,
  ],
  '(review)/[project]/search/page.tsx': ['project', ({ project }) => `/${project}/search?q=keel&in=all`],
  '(review)/[project]/references/[ref]/page.tsx': ['project', ({ project }) => `/${project}/references/%23271`],
  '(review)/[project]/questions/page.tsx': ['project', ({ project }) => `/${project}/questions`],
  '(review)/[project]/questions/[id]/page.tsx': ['project', ({ project, question }) => `/${project}/questions/${question}`],
  '(review)/[project]/decisions/page.tsx': ['project', ({ project }) => `/${project}/decisions`],
  '(review)/[project]/settings/page.tsx': ['project', ({ project }) => `/${project}/settings`],
  '(review)/[project]/settings/general/page.tsx': ['project', ({ project }) => `/${project}/settings/general`],
  '(review)/[project]/settings/references/page.tsx': ['project', ({ project }) => `/${project}/settings/references`],
  '(review)/[project]/settings/members/page.tsx': ['project', ({ project }) => `/${project}/settings/members`],
  '(review)/[project]/settings/tokens/page.tsx': ['manage', ({ project }) => `/${project}/settings/tokens`],
  '(review)/[project]/settings/audit/page.tsx': ['manage', ({ project }) => `/${project}/settings/audit`],
  '(review)/[project]/settings/display/page.tsx': ['project', ({ project }) => `/${project}/settings/display`],
  '(review)/[project]/settings/keyboard/page.tsx': ['project', ({ project }) => `/${project}/settings/keyboard`],
  '(review)/settings/page.tsx': ['people', () => '/settings'],
  '(review)/settings/account/page.tsx': ['people', () => '/settings/account'],
  '(review)/settings/display/page.tsx': ['people', () => '/settings/display'],
  '(review)/settings/keyboard/page.tsx': ['people', () => '/settings/keyboard'],
  '(review)/settings/tokens/page.tsx': ['people', () => '/settings/tokens'],
  '(review)/settings/projects/page.tsx': ['administer', () => '/settings/projects'],
  '(review)/settings/people/page.tsx': ['administer', () => '/settings/people'],
  '(review)/settings/audit/page.tsx': ['administer', () => '/settings/audit'],
};
/** The API, whose routes have a table of their own (lib/http/route-table.test.ts). */
const NO_PAGE = ['api/[[...route]]/route.ts'];

/** The name of a token, which stands on the pages of those who manage, and of a person, which stands on those of all. */
const SECRET = 'zinnia-runner';

test.use({ installation: 'pages' });
test.describe.configure({ mode: 'serial' });

let people: Record<string, Person | null>;
const flower: Names = { project: 'flower', session: '', question: '', share: '' };
const NOWHERE: Names = {
  ...{ project: 'nowhere', session: 'lay-the-keel-zzzzzzz1', share: 'nothing' },
  question: '0198c0de-0000-7000-8000-00000000000a',
};

test('every page says for whom it is', () => {
  const missing = pageFiles().filter((file) => !(file in PAGES) && !NO_PAGE.includes(file));
  expect(missing).toEqual([]);
});

test('people of every kind come in', async ({ team }) => {
  const administrator = await firstAdministrator(team);
  const { page, sid } = await filled(team, administrator, 'flower');
  flower.session = page.split('/').at(-1) ?? '';
  await filled(team, administrator, 'tree');
  const into = (name: string, role: string, project = 'flower') => invited(team, administrator, { name, role, project });
  const admin = await into('Ada', 'admin');
  people = {
    ...{ nobody: null, administrator, admin, viewer: await into('Vera', 'viewer') },
    ...{ elsewhere: await into('Elsa', 'admin', 'tree'), alone: await invited(team, administrator, { name: 'Alma' }) },
  };
  flower.question = await questionIn(team.url, administrator);
  flower.share = new URL((await made(team.url, `sessions/${sid}/shares`, admin, {})).url).pathname.split('/').at(-1) ?? '';
  await made(team.url, 'projects/flower/tokens', admin, { name: SECRET, scopes: ['read'] });
});

/** A question that a session of the project leaves open. */
async function questionIn(url: string, { cookie }: Person): Promise<string> {
  const api = new Api(url, 'flower', { cookie });
  await api.segments('moor', [{ key: 'moor', title: 'Moor the boat', open_questions: ['With which rope?'] }]);
  const { items } = await api.send<{ items: { id: string }[] }>('GET', '/projects/flower/questions');
  return items[0]?.id ?? '';
}

/** What somebody makes through the API. */
async function made(url: string, path: string, { cookie }: Person, body: unknown) {
  const headers = { 'content-type': 'application/json', cookie };
  const answer = await fetch(`${url}/api/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  expect([path, answer.status]).toEqual([path, 201]);
  return answer.json();
}

for (const [file, [rule, pathOf]] of Object.entries(PAGES).filter(([file]) => pageFiles().includes(file)))
  test(`${file} (${rule})`, async ({ team }) => {
    for (const [name, person] of Object.entries(people)) {
      const here = await ask(team.url, pathOf(flower), person);
      expect([name, here.outcome]).toEqual([name, expectedFor(rule, name, pathOf(flower))]);
      const isShown = here.text.includes(SECRET);
      expect([name, isShown]).toEqual([name, showsSecret(rule, name, file)]);
      for (const headers of HEADERS) {
        const [asked, none] = [
          await ask(team.url, pathOf(flower), person, headers),
          await ask(team.url, pathOf(NOWHERE), person, headers),
        ];
        if (here.outcome === 'sign-in' || here.outcome === 'not found')
          expect([name, told(asked, flower), /Lay the keel|Vera/.test(asked.text)]).toEqual([name, told(none, NOWHERE), false]);
      }
    }
  });

/** As a browser asks for a page, and as the pages themselves ask for the next one. */
const HEADERS: Record<string, string>[] = [{}, { rsc: '1' }];

type Outcome = 'shown' | 'sign-in' | 'not found';

function expectedFor(rule: Rule, name: string, path: string): Outcome | `to ${string}` {
  if (rule === 'open') return OPEN_LEADS(path, name);
  if (name === 'nobody') return 'sign-in';
  const isProject = rule === 'project' || rule === 'manage';
  return isProject && (name === 'elsewhere' || name === 'alone') ? 'not found' : 'shown';
}

/** Whoever is in does not sign in again, and nobody is the first twice. */
function OPEN_LEADS(path: string, name: string): Outcome | `to ${string}` {
  if (path === '/welcome' || (path === '/sign-in' && name !== 'nobody')) return 'to /';
  return 'shown';
}

function showsSecret(rule: Rule, name: string, file: string): boolean {
  if (rule === 'manage') return name === 'administrator' || name === 'admin';
  return rule === 'administer' && name === 'administrator' && /audit/.test(file);
}

async function ask(url: string, path: string, person: Person | null, headers: Record<string, string> = {}) {
  const answer = await fetch(url + path, {
    redirect: 'manual',
    headers: { ...headers, ...(person ? { cookie: person.cookie } : {}) },
  });
  const text = await answer.text();
  return { status: answer.status, headers: Object.fromEntries(answer.headers), text, outcome: outcomeOf(answer, path) };
}

function outcomeOf({ status, headers }: Response, path: string): string {
  const to = headers.get('location')?.replace(/^http:\/\/[^/]+/, '') ?? '';
  if (/^\/sign-in(\?|$)/.test(to)) return to === signInFor(path) ? 'sign-in' : `${status} ${to}`;
  if (status === 307 && (path === '/welcome' || path === '/sign-in')) return `to ${to}`;
  if (status === 200 || (status === 307 && to.startsWith('/'))) return 'shown';
  return status === 404 ? 'not found' : `${status} ${to}`;
}

const signInFor = (path: string) => (path === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ next: path })}`);

/** A text without the order in which its parts were ready: what scripts carry is also asked for by itself, as lines. */
const settled = (whole: string): string[] => {
  const text = whole.replaceAll(/"[\w-]{21}([vm])"/g, '"of this request $1"');
  return text.startsWith('<') ? [text.replaceAll(/<script\b.*?<\/script>/gs, '')] : text.split('\n').toSorted();
};

/** All that an answer tells, but for its nonce, its moment, and the name that was asked for. */
function told({ status, headers, text }: Awaited<ReturnType<typeof ask>>, { project, session, question, share }: Names) {
  const { date: _, ...rest } = headers;
  const nonce = /'nonce-([^']+)'/.exec(headers['content-security-policy'] ?? '')?.[1] ?? 'no nonce';
  const said = (value: string) =>
    [session, question, share, project].reduce((all, name) => all.replaceAll(name, 'name'), value.replaceAll(nonce, 'nonce'));
  return { status, headers: JSON.parse(said(JSON.stringify(rest))), text: settled(text).map(said) };
}
