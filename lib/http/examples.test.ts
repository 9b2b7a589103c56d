import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { appendResult } from '@/lib/events/schema';
import { page } from '@/lib/http/schema';
import { good, testApi } from '@/lib/http/testing';
import { sessionRow } from '@/lib/sessions/schema';
import { transcriptResult } from '@/lib/transcripts/schema';

const API = new URL('../../API.md', import.meta.url);
/** Stands between what the blocks write. */
const MARK = '\n=====\n';

const held = testDatabase();
const api = testApi(held);
const folder = mkdtempSync(join(tmpdir(), 'debrief-api-'));
const server = createServer((request, response) => void answer(request, response));

async function answer(request: IncomingMessage, response: ServerResponse) {
  const headers = new Headers();
  for (const name of ['content-type', 'content-encoding']) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  const body = new Uint8Array(await buffer(request));
  const answered = await api.fetch(request.url ?? '', { method: request.method ?? 'GET', headers, body });
  response.writeHead(answered.status).end(await answered.text());
}

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** Whether this machine has all that the examples call. */
const canRun = spawnSync('sh', ['-c', 'command -v curl && command -v gzip && command -v sha256sum']).status === 0;

test.skipIf(!canRun)('what API.md tells people to type does what it says', async () => {
  const blocks = [...readFileSync(API, 'utf8').matchAll(/^```sh\n(.*?)^```$/gms)].map((match) => match[1] ?? '');
  const script = blocks.join(`printf '${MARK.replaceAll('\n', '\\n')}'\n`);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const run = promisify(execFile)('sh', ['-eu', '-c', script], {
    cwd: folder,
    env: { ...process.env, DEBRIEF_URL: url, NO_PROXY: '*', no_proxy: '*' },
  });
  const [, whole, compressed, tail, json, lines, hook] = (await run).stdout.split(MARK).map((text) => JSON.parse(text || 'null'));
  const [first] = transcriptResult.parse(whole).sessions;
  expect(first).toMatchObject({ format: 'messages', accepted: 2, prompts: 1, warnings: [] });
  expect(transcriptResult.parse(compressed).sessions).toMatchObject([{ sid: first?.sid, accepted: 0, duplicates: 2 }]);
  expect(transcriptResult.parse(tail).sessions).toMatchObject([{ sid: first?.sid, accepted: 1, duplicates: 0 }]);
  expect(appendResult.parse(json)).toMatchObject({ accepted: 4, rejected: [], warnings: [] });
  expect(appendResult.parse(lines)).toMatchObject({ accepted: 2, last_seq: 6, rejected: [], warnings: [] });
  expect(hook).toEqual({});
  const { items } = await good(page(sessionRow), api.fetch('/api/v1/projects/orchard/sessions'));
  expect(items).toHaveLength(3);
});
