import { appendFileSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Databases } from '@/lib/cli/databases';
import { databaseSessions } from '@/lib/cli/opencode-database';
import { imported, runCli, standIn } from '@/lib/cli/testing';
import { exported, hasSqlite, OpenCodeDatabase } from '@/lib/cli/testing-opencode';
import { isPlainFile } from '@/lib/cli/transcript';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'debrief-opencode-'));
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

test.skipIf(!hasSqlite)('numbers that are none hide no session, and each is sent', async () => {
  const kept = new OpenCodeDatabase(join(folder, 'opencode.db'));
  for (const id of ['ses_1', 'ses_2', 'ses_3']) kept.keep(exported(id, ['How many bees?']));
  kept.change("update session set time_updated = 9007199254740993, time_compacting = 9223372036854775807 where id = 'ses_1'");
  for (const table of ['message', 'part'])
    kept.change(`update ${table} set time_updated = 9223372036854775807 where session_id = 'ses_1'`);
  kept.change("update session set time_updated = 'soon' where id = 'ses_2'");
  kept.close();
  const [last, answered, updated] = [statSync(kept.file).mtimeMs, '2026-03-02T09:00:01Z', '2026-03-02T09:00:10Z'];
  const modified = databaseSessions(kept.file).map((session) => session.modified);
  expect(modified).toEqual([last, Date.parse(answered), Date.parse(updated)]);
  const server = await standIn(() => ({ status: 200, body: imported('one', 1) }));
  const { status } = await runCli(['import', kept.file, '--server', server.url], { cwd: folder, home: folder });
  await server.close();
  expect([status, server.received.length]).toEqual([0, 3]);
});

test('a file in a folder that is called like a session in a database is a file', async () => {
  mkdirSync(join(folder, 'old.db#2'));
  const file = join(folder, 'old.db#2', 'a.jsonl');
  writeFileSync(file, '');
  expect([isPlainFile(file), isPlainFile(join(folder, 'old.db#ses_2'))]).toEqual([true, false]);
});

test('what a database holds is old where it was there at first, also when it can be looked at only later', async () => {
  const asked: [string, boolean][] = [];
  let canLook = false;
  const databases = new Databases(async (database, isFirst) => {
    asked.push([database, isFirst]);
    return canLook;
  });
  await databases.ask('there', true);
  canLook = true;
  await databases.ask('there');
  await databases.ask('new');
  expect(asked).toEqual([
    ['there', true],
    ['there', true],
    ['new', false],
  ]);
});

test('a database rests the longer, the longer it takes to look at', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const file = join(folder, 'opencode.db');
  let looks = 0;
  const databases = new Databases(async () => {
    looks += 1;
    vi.advanceTimersByTime(200);
    return true;
  });
  const grow = async (after: number) => {
    vi.advanceTimersByTime(after);
    appendFileSync(file, 'x');
    await databases.ask(file);
    return looks;
  };
  expect([await grow(0), await grow(1000), await grow(1000), await grow(2000)]).toEqual([1, 1, 1, 2]);
});
