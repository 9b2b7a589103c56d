import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as zlib from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { imported, runCli, standIn } from '@/lib/cli/testing';
import { openTranscript } from '@/lib/cli/transcript';
import { importTranscript } from '@/lib/transcripts/commands';

const held = testDatabase();
const { zstdCompressSync } = zlib as typeof zlib & { zstdCompressSync?: (text: string) => Buffer };
const ID = '0198aaaa-0000-7000-8000-000000000001';
const ROLLOUT = [
  { type: 'session_meta', timestamp: '2026-03-02T09:00:00.000Z', payload: { id: ID, cwd: '/work/orchard' } },
  { type: 'event_msg', timestamp: '2026-03-02T09:00:01.000Z', payload: { type: 'user_message', message: 'Prune the pears' } },
  { type: 'event_msg', timestamp: '2026-03-02T09:00:02.000Z', payload: { type: 'agent_message', message: 'Pruned.' } },
]
  .map((record) => `${JSON.stringify(record)}\n`)
  .join('');

let home = '';
let rollout = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'debrief-zstd-'));
  mkdirSync(join(home, '.codex/archived_sessions'), { recursive: true });
  rollout = join(home, `.codex/archived_sessions/rollout-2026-03-02T09-00-00-${ID}.jsonl`);
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

async function importAll() {
  const server = await standIn(() => ({ status: 200, body: imported('one', 3) }));
  const said = await runCli(['import', '--all', '--server', server.url], { cwd: home, home });
  await server.close();
  return { ...said, sent: server.received.map(({ path, query, body }) => [path, query.get('source'), body]) };
}

async function send(path: string) {
  const file = { project: 'orchard', source: path, cwd: null, format: null, offset: null, prefixSha256: null, modifiedAt: null };
  const { sessions } = await importTranscript(await localContext(held.db, 'Ida'), file, openTranscript(path));
  return sessions.map(({ external_id, accepted, warnings }) => [external_id, accepted, warnings]);
}

test.skipIf(!zstdCompressSync)('a compressed rollout is sent as it was, unless it lies there plain too', async () => {
  writeFileSync(`${rollout}.zst`, zstdCompressSync?.(ROLLOUT) ?? '');
  const path = '/api/v1/projects/orchard/transcripts';
  expect((await importAll()).sent).toEqual([[path, `${rollout}.zst`, ROLLOUT]]);
  writeFileSync(rollout, ROLLOUT);
  expect((await importAll()).sent).toEqual([[path, rollout, ROLLOUT]]);
});

test.skipIf(!zstdCompressSync)('a rollout that was compressed since brings nothing new', async () => {
  writeFileSync(rollout, ROLLOUT);
  writeFileSync(`${rollout}.zst`, zstdCompressSync?.(ROLLOUT) ?? '');
  expect(await send(rollout)).toEqual([[ID, 3, []]]);
  expect(await send(`${rollout}.zst`)).toEqual([[ID, 0, []]]);
});

test.skipIf(!zstdCompressSync)('one that breaks off says so', async () => {
  const whole = zstdCompressSync?.(ROLLOUT) ?? Buffer.alloc(0);
  writeFileSync(`${rollout}.zst`, whole.subarray(0, whole.length - 20));
  expect(await importAll()).toMatchObject({ status: 1, err: expect.stringContaining('.jsonl.zst: not imported: ') });
});

test.runIf(!zstdCompressSync)('an older Node says in a line what to do about it', async () => {
  writeFileSync(`${rollout}.zst`, 'whatever');
  const { status, err } = await importAll();
  expect(status).toBe(1);
  expect(err).toContain('.jsonl.zst: not imported: it is compressed. Use Node 22.15 or later, or unpack it with zstd -d\n');
});
