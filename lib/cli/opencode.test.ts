import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { findTranscripts } from '@/lib/cli/files';
import { imported, keepingTerminal, runCli, standIn } from '@/lib/cli/testing';
import { type Exported, exported, hasSqlite, OpenCodeDatabase, store } from '@/lib/cli/testing-opencode';
import { openTranscript } from '@/lib/cli/transcript';
import { runWatch } from '@/lib/cli/watch';
import { type JsonObject, objectOf } from '@/lib/formats/json';
import { takeApart } from '@/lib/formats/opencode/documents';
import { importTranscript } from '@/lib/transcripts/commands';

const held = testDatabase();
const soon = { timeout: 20_000 };
const BEES = ['How many bees?', 'And how many hives?'];

let home = '';
let folder = '';
const ends: (() => unknown)[] = [];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'debrief-opencode-'));
  folder = join(home, '.local/share/opencode');
  mkdirSync(folder, { recursive: true });
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  rmSync(home, { recursive: true, force: true });
});

function database(): OpenCodeDatabase {
  const opened = new OpenCodeDatabase(join(folder, 'opencode.db'));
  ends.push(() => opened.close());
  return opened;
}

const recordsIn = (body: string): JsonObject[] => body.split(/\n(?=.)/).map((line) => objectOf(JSON.parse(line)));
const recordsOf = async (path: string) => recordsIn(await text(openTranscript(path)));
/** What the export of a session is taken apart into. */
const apart = (session: Exported): JsonObject[] => takeApart(session, true)?.map((record) => objectOf(plain(record))) ?? [];
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const idOf = ([record]: JsonObject[]): unknown => objectOf(record?.info).id;
const answersIn = (records: JsonObject[]): number => records.filter(({ opencode }) => opencode === 'assistant').length;

/** Sends a transcript to the real thing; gives what it says of the session. */
async function send(project: string, path: string) {
  const file = { project, source: path, cwd: null, format: null, offset: null, prefixSha256: null, modifiedAt: null };
  const { sessions } = await importTranscript(await localContext(held.db, 'Ida'), file, openTranscript(path));
  return sessions.map(({ accepted, warnings }) => ({ accepted, warnings: warnings.map(({ code }) => code) }));
}

async function import_(...args: string[]) {
  const server = await standIn(() => ({ status: 200, body: imported('one', 1) }));
  ends.push(server.close);
  const said = await runCli(['import', ...args, '--server', server.url], { cwd: home, home });
  const sent = server.received.map(({ path, query, body }) => ({ path, source: query.get('source'), id: idOf(recordsIn(body)) }));
  return { ...said, sent };
}

test('a session in files is read as its export is taken apart, messages in the order in which they were made', async () => {
  const session = exported('ses_b1', BEES);
  expect(await recordsOf(store(folder, session))).toEqual(apart(session));
});

test('a file that is being written is left out, and an export beside the others is read as it is', async () => {
  const session = exported('ses_b2', BEES);
  const file = store(folder, session);
  writeFileSync(join(folder, 'storage/part/msg_ses_b2a1/prt_ses_b2a1.json'), '{"id":"prt_');
  const records = await recordsOf(file);
  expect([answersIn(records), records.filter(({ opencode }) => opencode === 'part').length]).toEqual([2, 1]);
  const whole = join(dirname(file), 'ses_b3.json');
  writeFileSync(whole, JSON.stringify(exported('ses_b3', BEES)));
  expect(await recordsOf(whole)).toEqual([exported('ses_b3', BEES)]);
});

test('import finds the sessions in files, and nothing beside them', async () => {
  store(folder, exported('ses_b4', BEES));
  store(folder, exported('ses_b5', ['Count them'], 'ses_b4'));
  for (const name of ['log/odd.json', 'project/p1.json', 'storage/session_diff/ses_b4.json', 'storage/migration.json']) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), '{}');
  }
  const { status, sent } = await import_('--all');
  expect(status).toBe(0);
  expect(sent.sort((a, b) => String(a.id).localeCompare(String(b.id)))).toEqual(
    ['ses_b4', 'ses_b5'].map((id) => ({
      path: '/api/v1/projects/apiary/transcripts',
      source: join(folder, `storage/session/p1/${id}.json`),
      id,
    })),
  );
});

test.skipIf(!hasSqlite)('a session in the database is read as its export is taken apart', async () => {
  const [parent, child] = [exported('ses_c1', BEES), exported('ses_c2', ['Count them'], 'ses_c1')];
  const kept = database();
  kept.keep(parent);
  kept.keep(child);
  expect(await recordsOf(`${kept.file}#ses_c1`)).toEqual(apart(parent));
  expect(await recordsOf(`${kept.file}#ses_c2`)).toEqual(apart(child));
});

test.skipIf(!hasSqlite)('import takes a session from the database where it stands in both', async () => {
  const session = exported('ses_c3', BEES);
  store(folder, session);
  store(folder, exported('ses_c4', BEES));
  const kept = database();
  kept.keep(session);
  const { files, problems } = await findTranscripts([folder], '/');
  expect(problems).toEqual([]);
  expect(files.map(({ path }) => path)).toEqual([`${kept.file}#ses_c3`, join(folder, 'storage/session/p1/ses_c4.json')]);
  expect((await import_('--all')).sent.map(({ id }) => id).sort()).toEqual(['ses_c3', 'ses_c4']);
});

test.skipIf(!hasSqlite)(
  'a session that moved into the database and grew there adds what is new, and its export nothing',
  async () => {
    const stored = store(folder, exported('ses_c5', BEES.slice(0, 1)));
    const [first] = await send('hives', stored);
    expect(first?.accepted).toBeGreaterThan(4);
    const kept = database();
    kept.keep(exported('ses_c5', BEES.slice(0, 1)));
    expect(await send('hives', `${kept.file}#ses_c5`)).toEqual([{ accepted: 0, warnings: [] }]);
    kept.keep(exported('ses_c5', BEES));
    const [grown] = await send('hives', `${kept.file}#ses_c5`);
    expect(grown).toEqual({ accepted: 4, warnings: [] });
    const file = join(home, 'session.json');
    writeFileSync(file, JSON.stringify(exported('ses_c5', BEES)));
    expect(await send('hives', file)).toEqual([{ accepted: 0, warnings: [] }]);
  },
);

test.runIf(!hasSqlite)('an older Node says in a line what to do about the database, and takes the rest', async () => {
  writeFileSync(join(folder, 'opencode.db'), 'SQLite format 3');
  store(folder, exported('ses_d1', BEES));
  const { status, err, sent } = await import_('--all');
  expect([status, sent.length]).toEqual([1, 1]);
  expect(err).toMatch(/opencode\.db: not imported: Node 22\.13 or later reads it\..*opencode export <session> > session\.json/);
});

test.skipIf(!hasSqlite)('a file that is no database says so', async () => {
  writeFileSync(join(folder, 'opencode.db'), 'a diary');
  const { status, err } = await import_('--all');
  expect([status, err]).toEqual([1, expect.stringContaining('it cannot be read as the database of OpenCode')]);
});

/** Watches until the test ends; gives the sessions that are sent, and what is told. */
async function watch() {
  const server = await standIn(() => ({ status: 200, body: imported('one', 1) }));
  const { said, terminal } = keepingTerminal();
  const controller = new AbortController();
  const ended = runWatch([], { server: server.url }, { env: {}, home, cwd: '/', program: '/', terminal }, controller.signal);
  ends.push(server.close, () => {
    controller.abort();
    return ended;
  });
  await expect.poll(() => said.out, soon).toContain('Watching');
  return { said, sent: () => server.received.map(({ body }) => recordsIn(body)) };
}

test('watch follows sessions in files: what lay there waits until it grows', async () => {
  store(folder, exported('ses_e1', BEES.slice(0, 1)));
  store(folder, exported('ses_e2', BEES));
  const { said, sent } = await watch();
  expect(said.out).toMatch(/^Watching 2 transcripts/);
  store(folder, exported('ses_e1', BEES));
  await expect.poll(sent, soon).toContainEqual(apart(exported('ses_e1', BEES)));
  store(folder, exported('ses_e3', ['A new one']));
  await expect.poll(sent, soon).toContainEqual(apart(exported('ses_e3', ['A new one'])));
  expect(sent().filter((records) => idOf(records) === 'ses_e2')).toEqual([]);
});

test.skipIf(!hasSqlite)('watch follows the database', async () => {
  const kept = database();
  kept.keep(exported('ses_e4', BEES.slice(0, 1)));
  kept.keep(exported('ses_e5', BEES));
  const { said, sent } = await watch();
  expect(said.out).toMatch(/^Watching 2 transcripts/);
  kept.keep(exported('ses_e4', BEES));
  await expect.poll(() => sent().map((records) => [idOf(records), answersIn(records)]), soon).toContainEqual(['ses_e4', 2]);
  kept.keep(exported('ses_e6', ['A new one'], 'ses_e4'));
  await expect.poll(sent, soon).toContainEqual(apart(exported('ses_e6', ['A new one'], 'ses_e4')));
  expect(sent().filter((records) => idOf(records) === 'ses_e5')).toEqual([]);
});

test.skipIf(!hasSqlite)('watch sends the first sessions of an OpenCode that is new here', async () => {
  rmSync(folder, { recursive: true });
  mkdirSync(join(home, '.claude/projects'), { recursive: true });
  const { sent } = await watch();
  mkdirSync(folder, { recursive: true });
  database().keep(exported('ses_e7', BEES));
  await expect.poll(sent, soon).toContainEqual(apart(exported('ses_e7', BEES)));
});
