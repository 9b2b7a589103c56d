import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startPostgres } from '@/db/embedded.mjs';
import { findPostmaster } from '@/db/postmaster.mjs';

const EMBEDDED = pathToFileURL(join(process.cwd(), 'db', 'embedded.mjs')).href;
/** Nothing here outlives the machine: no waiting for the disk. */
const flags = ['-c', 'fsync=off'];

let home = '';
let dir = '';
const children: ChildProcess[] = [];

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'debrief-embedded-'));
  dir = join(home, 'postgres');
  const first = await startPostgres({ dir, flags });
  await query(first.url, 'create table kept (n int)');
  await query(first.url, 'insert into kept values (7)');
  await first.stop();
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
// What was killed may still write: unlike rmSync, rm looks again at each try.
afterAll(() => rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));

async function query(url: string, text: string) {
  const client = postgres(url, { max: 1 });
  try {
    return await client.unsafe(text);
  } finally {
    await client.end();
  }
}
const kept = async (url: string) => (await query(url, 'select n from kept'))[0]?.n;
const running = (place = dir) => findPostmaster(place) !== null;
const stopped = () => expect.poll(() => running(), { timeout: 20_000 }).toBe(false);

/** Starts Postgres in a process of its own, which holds it until it is killed. */
function userProcess(place: string) {
  const code = `
    import { startPostgres } from '${EMBEDDED}';
    const { pid, url, adopted } = await startPostgres({ dir: ${JSON.stringify(place)}, flags: ${JSON.stringify(flags)} });
    console.log(JSON.stringify({ pid, url, adopted }));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const said = new Promise<{ pid: number; url: string; adopted: boolean }>((resolve) => {
    child.stdout?.once('data', (chunk) => resolve(JSON.parse(String(chunk))));
  });
  return { child, said };
}

/** The processes that stand for the users of the directory. */
const guards = () => readdirSync(`${dir}.users`).map(Number);

test('the last of its users stops it, and what it holds stays', async () => {
  const first = await startPostgres({ dir, flags });
  const second = await startPostgres({ dir, flags });
  expect([first.adopted, second.adopted, second.pid === first.pid]).toEqual([false, true, true]);
  await first.stop();
  expect(await kept(second.url)).toBe(7);
  await second.stop();
  expect(running()).toBe(false);
});

describe('after kill -9', () => {
  test('of Postgres, the next start recovers, at the same address if that is asked for', async () => {
    const before = await startPostgres({ dir, flags });
    process.kill(before.pid, 'SIGKILL');
    await stopped();
    const after = await startPostgres({ dir, flags, port: before.port });
    expect([after.adopted, after.url]).toEqual([false, before.url]);
    expect(await kept(after.url)).toBe(7);
    await before.stop();
    expect(await kept(after.url)).toBe(7);
    await after.stop();
  });

  test('of its user, it ends by itself', async () => {
    const { child, said } = userProcess(dir);
    expect(await kept((await said).url)).toBe(7);
    child.kill('SIGKILL');
    await stopped();
  });

  test('of its user and of the guard, the next start adopts it', async () => {
    const { child, said } = userProcess(dir);
    const { pid } = await said;
    child.kill('SIGSTOP');
    for (const guard of guards()) process.kill(guard, 'SIGKILL');
    child.kill('SIGKILL');
    const next = await startPostgres({ dir, flags });
    expect([next.adopted, next.pid]).toEqual([true, pid]);
    await next.stop();
    expect(running()).toBe(false);
  });
});

test.each([
  ['a living process that is no Postgres', process.pid],
  ['no process', 2 ** 22 + 1],
])('a postmaster.pid that names %s does not keep it from starting', async (_, pid) => {
  writeFileSync(join(dir, 'postmaster.pid'), `${pid}\n${dir}\n1700000000\n5432\n\n127.0.0.1\n  1 1\nready   \n`);
  const started = await startPostgres({ dir, flags });
  expect(started.adopted).toBe(false);
  expect(await kept(started.url)).toBe(7);
  await started.stop();
});

test('several that start on a fresh directory share one', async () => {
  const place = join(home, 'fresh');
  const users = [userProcess(place), userProcess(place), userProcess(place)];
  const all = await Promise.all(users.map(({ said }) => said));
  expect(new Set(all.map(({ pid }) => pid)).size).toBe(1);
  expect(all.filter(({ adopted }) => !adopted)).toHaveLength(1);
  for (const { child } of users) child.kill('SIGKILL');
  await expect.poll(() => running(place), { timeout: 20_000 }).toBe(false);
});

test('what a killed first start left is cleared away', async () => {
  const place = join(home, 'second');
  mkdirSync(`${place}.new-1`);
  writeFileSync(join(`${place}.new-1`, 'PG_VERSION'), '18\n');
  const started = await startPostgres({ dir: place, flags });
  expect(existsSync(`${place}.new-1`)).toBe(false);
  await started.stop();
});

test('a directory of another major version is named, and not touched', async () => {
  const file = join(dir, 'PG_VERSION');
  const version = readFileSync(file, 'utf8');
  writeFileSync(file, '19\n');
  await expect(startPostgres({ dir, flags })).rejects.toThrow('was made by Postgres 19');
  writeFileSync(file, version);
});

test('a directory of something else is not taken', async () => {
  const place = join(home, 'letters');
  mkdirSync(place);
  writeFileSync(join(place, 'letter.txt'), 'Dear Ann');
  await expect(startPostgres({ dir: place, flags })).rejects.toThrow('not empty and not a Postgres directory');
  expect(readdirSync(place)).toEqual(['letter.txt']);
});
