import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { type Context, localContext } from '@/lib/auth/context';
import { AppError } from '@/lib/errors';
import { getEvent } from '@/lib/events/queries';
import { getProject } from '@/lib/projects/queries';
import { putSegments } from '@/lib/segments/commands';
import { linkSession } from '@/lib/segments/lineage-commands';
import { getSegment } from '@/lib/segments/queries';
import { changeBoundaries } from '@/lib/segments/recut-commands';
import { getSessionRecord } from '@/lib/segments/session-record-queries';
import { putSession } from '@/lib/sessions/commands';
import { listSessions } from '@/lib/sessions/list-queries';
import { describeRows, getSession, selectSessions } from '@/lib/sessions/queries';
import { fileOf, fillProject, type Names, NOBODY, secretsIn, storedRows, tailOf } from '@/lib/testing-scope';
import { type Call, COMMANDS, QUERIES, RESOLVED } from '@/lib/testing-scope-calls';
import { importTranscript } from '@/lib/transcripts/commands';
import { knownFile } from '@/lib/transcripts/known-commands';
import { bodyOf, SessionFile } from '@/lib/transcripts/testing';

const held = testDatabase();
const everybody = () => localContext(held.db, 'Ida');
/** Somebody who may see these projects. */
async function memberOf(...names: string[]): Promise<Context> {
  const projects = await Promise.all(names.map((name) => getProject(everybody(), name)));
  return { ...everybody(), projects: new Set(projects.flatMap((project) => project?.id ?? [])) };
}

let own: Names;
let hidden: Names;
let readAlone: string;

beforeAll(async () => {
  own = await fillProject(everybody(), 'brackenfell');
  readAlone = await readAll(await memberOf('brackenfell'), own);
  hidden = await fillProject(everybody(), 'aldermoor');
});

/** What became of a call: its answer, or all that its error says. */
async function outcome(call: Call, ctx: Context, names: Names): Promise<string> {
  const value = await call(ctx, names).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error;
    return { code: error.code, message: error.message, details: error.details };
  });
  return JSON.stringify(value ?? null);
}

const calls = (table: typeof QUERIES) =>
  table.flatMap(([of, ...all]) => all.map((call, i): [string, Call] => [`${of.name} ${i + 1}`, call]));

async function readAll(ctx: Context, names: Names): Promise<string> {
  const read = await Promise.all(calls(QUERIES).map(async ([name, call]) => [name, await outcome(call, ctx, names)]));
  return JSON.stringify(read, null, 1);
}

const stored = () => storedRows(held.db);
const secretsOf = (project: string) => secretsIn(held.db, project);

test('every query and command that takes a context is in the table, or says why it need not', () => {
  const lib = fileURLToPath(new URL('.', import.meta.url));
  const files = readdirSync(lib, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /(\/|-)(queries|commands)\.ts$/.test(path),
  );
  const found = files
    .filter((path) => !path.startsWith('auth/'))
    .flatMap((path) => {
      const exported = /^export (?:async )?(?:function\*?|const) (\w+)(?: = )?(?:async )?\(\s*_?ctx\b/gm;
      return [...readFileSync(join(lib, path), 'utf8').matchAll(exported)].map((match) => match[1]);
    });
  const listed = [...QUERIES, ...COMMANDS].map(([of]) => of.name);
  expect([...listed, ...Object.values(RESOLVED).flat()].sort()).toEqual(found.sort());
});

/** Somebody who was sent a link to one session. */
async function readerOf(project: string, externalId: string): Promise<Context> {
  const [row] = await held.db.sql<{ id: string }[]>`
    select s.id from sessions s join projects p on p.id = s.project_id where p.name = ${project} and s.external_id = ${externalId}`;
  return { ...(await memberOf(project)), only: { sessionId: row?.id ?? '' } };
}

/** Does something while somebody else holds all of a project: who waited for it would wait for ever. */
const whileHeld = (project: string, work: () => Promise<void>) =>
  held.db.sql.begin(async (sql) => {
    const [{ id } = { id: '' }] = await sql<{ id: string }[]>`select id from projects where name = ${project} for update`;
    const sessions = await sql<{ id: string }[]>`select id from sessions where project_id = ${id} order by id for update`;
    for (const session of sessions) await sql`select pg_advisory_xact_lock(hashtextextended(${`settle ${session.id}`}, 0))`;
    await work();
  });

test.each([
  ['another project', () => memberOf('brackenfell')],
  ['no project', () => memberOf()],
  ['one other session', () => readerOf('aldermoor', 'worker')],
  ['one other session of any project', async () => ({ ...(await readerOf('aldermoor', 'worker')), projects: 'all' as const })],
])('to who may see %s, what is elsewhere is not there, and nobody is waited for', async (_, someone) => {
  const ctx = await someone();
  const [before, secrets] = [await stored(), ctx.only ? [] : await secretsOf('aldermoor')];
  await whileHeld('aldermoor', async () => {
    for (const [name, call] of calls([...QUERIES, ...COMMANDS])) {
      const answer = await outcome(call, ctx, hidden);
      expect([name, answer]).toEqual([name, await outcome(call, ctx, NOBODY)]);
      expect([name, secrets.filter((secret) => answer.includes(secret))]).toEqual([name, []]);
    }
  });
  expect(await stored()).toBe(before);
});

/** What is asked of one project or session: the same to whoever sees more of them. */
const isOfOne = ([name]: [string]) => !/^(listProjects|selectSessions) /.test(name);

test('who may see a project reads the same of it, whatever there is elsewhere', async () => {
  expect(await readAll(await memberOf('brackenfell'), own)).toBe(readAlone);
  const [withAll, alike] = [await readAll(everybody(), own), readAlone].map((read) => JSON.parse(read).filter(isOfOne));
  expect(withAll).toEqual(alike);
  for (const [mine, theirs] of [
    [own, hidden],
    [hidden, own],
  ] as const) {
    const read = await readAll(await memberOf(mine.project), mine);
    expect((await secretsOf(theirs.project)).filter((secret) => read.includes(secret))).toEqual([]);
    expect((await secretsOf(mine.project)).filter((secret) => read.includes(secret)).length).toBeGreaterThan(10);
  }
  const [both, alone] = await Promise.all(
    [everybody(), await memberOf('brackenfell')].map(async (ctx) => describeRows(ctx, await selectSessions(ctx))),
  );
  expect(both?.filter(({ project }) => project === 'brackenfell')).toEqual(expect.arrayContaining(alone ?? []));
});

test('who may see one session reads nothing of the others, not of those that go on from it either', async () => {
  const ctx = await readerOf('brackenfell', 'lead');
  const read = await readAll(ctx, own);
  const secrets = await held.db.sql<{ secret: string }[]>`
    with s as (select s.* from sessions s join projects p on p.id = s.project_id where p.name = 'brackenfell' and s.external_id <> 'lead')
    select id::text as secret from s union select sid from s union select title from s where title is not null
    union select g.id::text from segments g join s on s.id = g.session_id
    union select r.title from segments g join s on s.id = g.session_id join records r on r.segment_id = g.id
    union select l.text from links l join s on s.id = l.session_id where l.text is not null`;
  expect(secrets.filter(({ secret }) => read.includes(secret))).toEqual([]);
  expect((await getSessionRecord(ctx, own.lead, { withKin: true }))?.lineage).toMatchObject({ predecessors: [], workers: [] });
  const [question] = (await getSegment(ctx, own.lead, 1))?.open_questions ?? [];
  expect(question).toMatchObject({ state: 'answered', answer: null, answered_in: { sid: '', n: 0, url: '' } });
});

/** What a member of one project may name of another's, where both are meant to be their own. */
const CROSSING: Call[] = [
  (ctx, { step, question, decision }) => {
    const takes = { answers: [{ question, text: 'Green' }], picks_up: [step], supersedes: [decision] };
    return putSegments(ctx, { project: own.project, externalId: 'taker' }, [{ key: 'taker', title: 'Take all', ...takes }]);
  },
  (ctx, theirs) => changeBoundaries(ctx, moveOf(own, theirs)),
  (ctx, theirs) => changeBoundaries(ctx, moveOf(theirs, own)),
  (ctx, theirs) => changeBoundaries(ctx, moveOf(theirs, theirs), own.ferry),
  (ctx, theirs) => changeBoundaries(ctx, moveOf(own, own), theirs.ferry),
];
const moveOf = (first: Names, second: Names) => ({
  reason: 'move' as const,
  moves: [
    { segment: first.segments[1], first_seq: 6 },
    { segment: second.segments[1], first_seq: 5 },
  ],
});

/** What links say of items in another project. */
const across = async () => [
  ...(await held.db.sql`
    select l.target from links l join sessions s on s.id = l.session_id join claims c on c.item_id = l.item_id join sessions o on o.id = c.session_id
    where s.project_id <> o.project_id`),
];

test('what is elsewhere is not found from a session of one’s own', async () => {
  const [member, insider] = [await memberOf('brackenfell'), await memberOf('aldermoor')];
  const only = new SessionFile('cccc0000-0000-4000-8000-000000000003').prompt('Only there');
  await importTranscript(insider, { ...fileOf('aldermoor'), source: 'only-there' }, bodyOf([only.text]));
  const before = await readAll(insider, hidden);
  await whileHeld('aldermoor', async () => {
    for (const call of CROSSING) {
      await outcome(call, member, NOBODY);
      const answer = await outcome(call, member, hidden);
      expect(await across()).toEqual([]);
      expect(answer).toBe(await outcome(call, member, NOBODY));
    }
    await linkSession(member, own.next);
  });
  const key = { project: own.project, externalId: 'orphan' };
  const { sid } = await putSession(member, key, { parent: only.sessionId, predecessor: only.sessionId });
  expect(await getSession(member, sid)).toMatchObject({ parent: null, predecessor: null });
  const tail = { ...tailOf(own.project, only.text), source: 'only-there' };
  await expect(knownFile(member, tail)).rejects.toMatchObject({ details: { extra: { known_offset: 0 } } });
  const copied = only.text.replaceAll(`"sessionId":"${only.sessionId}"`, '"sessionId":"copied"');
  const { sessions } = await importTranscript(member, fileOf(own.project), bodyOf([copied]));
  expect(await getEvent(everybody(), sessions[0]?.sid ?? '', 1)).toMatchObject({ text: 'Only there', copied_from: null });
  const page = JSON.stringify(await listSessions(member, own.project, { cursor: hidden.cursor }));
  expect((await secretsOf('aldermoor')).filter((secret) => page.includes(secret))).toEqual([]);
  expect(await readAll(insider, hidden)).toBe(before);
  expect(await across()).toEqual([]);
});

test('who may see it all is told of it, so that the tests above ask for something', async () => {
  const [insider, stranger] = [await memberOf('aldermoor'), await memberOf('brackenfell')];
  const silent: string[] = [];
  for (const [name, call] of calls([...QUERIES, ...COMMANDS])) {
    const refused = await outcome(call, stranger, hidden);
    const before = await stored();
    const answer = await outcome(call, insider, hidden);
    const isMalformed = /"code":"(invalid_request|unknown_format)"/.test(refused);
    if (!isMalformed && answer === refused && before === (await stored())) silent.push(name);
  }
  expect(silent).toEqual([]);
});
