import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Api, expect, test } from './fixtures';
import { freePort, removeHome, startServer, temporaryHome } from './server.mjs';

const WRITERS = 8;
const BATCHES = 40;
const BATCH = 25;
/** Each writer's events overlap with its neighbour's by half. */
const idsOf = (writer: number, batch: number) =>
  Array.from({ length: BATCH }, (_, i) => `e${batch * WRITERS * BATCH + ((writer * BATCH) / 2 + i)}`);

async function untilAccepted(api: Api, events: Record<string, unknown>[]) {
  for (;;) {
    try {
      return await api.events('shared', events);
    } catch {
      await sleep(100);
    }
  }
}

async function write(api: Api, writer: number, progress: { batches: number }) {
  for (let batch = 0; batch < BATCHES; batch++) {
    const events = idsOf(writer, batch).map((id) => ({
      id,
      at: '2026-03-02T09:00:00Z',
      actor: 'agent',
      kind: 'message',
      text: `event ${id}`,
    }));
    await untilAccepted(api, events);
    progress.batches += 1;
  }
}

test('eight writers, the program and the database killed in the middle: each event once, numbered without a gap', async () => {
  test.setTimeout(300_000);
  const home = temporaryHome();
  const port = await freePort();
  let server = await startServer({ home, port });
  try {
    const api = new Api(server.url, 'durable');
    const progress = { batches: 0 };
    const reached = async (share: number) => {
      while (progress.batches < WRITERS * BATCHES * share) await sleep(20);
    };
    const writers = Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(api, writer, progress)));
    await reached(0.2);
    await server.stop('SIGKILL');
    server = await startServer({ home, port });
    await reached(0.5);
    process.kill(Number(readFileSync(join(home, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
    await reached(0.8);
    await server.stop('SIGKILL');
    server = await startServer({ home, port });
    await writers;

    const expected = new Set(
      Array.from({ length: WRITERS }, (_, w) => Array.from({ length: BATCHES }, (_, b) => idsOf(w, b))).flat(2),
    );
    const seen: { seq: number; id: string }[] = [];
    const session = await api.session('shared', {});
    for (let after = 0; ; after = seen.at(-1)?.seq ?? 0) {
      const page = await api.send<{ items: { seq: number; id: string }[] }>(
        'GET',
        `/sessions/${session.sid}/events?after=${after}&limit=1000`,
      );
      if (page.items.length === 0) break;
      seen.push(...page.items);
    }
    expect(seen.map((event) => event.seq)).toEqual(Array.from({ length: expected.size }, (_, i) => i + 1));
    expect(new Set(seen.map((event) => event.id))).toEqual(expected);
  } finally {
    await server.stop();
    await removeHome(home);
  }
});

test('a second start on the same home says where Debrief is running', async () => {
  const home = temporaryHome();
  const server = await startServer({ home, port: await freePort() });
  try {
    await expect(startServer({ home, port: await freePort() })).rejects.toThrow(`Debrief is already running at ${server.url}`);
  } finally {
    expect(await server.stop()).toBe(0);
    await removeHome(home);
  }
});
