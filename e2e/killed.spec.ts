import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { transcriptLines } from './bench/transcript.mjs';
import { startCommand, startWatch } from './command-line.mjs';
import { Api, expect, test } from './fixtures';
import { freePort, removeHome, startServer, temporaryHome } from './server.mjs';

const PROJECT = 'killed';
const TALKS = 3;
const LINES = 240;

interface Talk {
  path: string;
  lines: string[];
  /** The id of each line, which is that of its event. */
  ids: string[];
}

function talksIn(folder: string, count: number, length: number): Talk[] {
  return Array.from({ length: count }, (_, at) => {
    const lines = [...transcriptLines(length)];
    const path = join(folder, `pier-${at % 2}`, `${JSON.parse(lines[0] ?? '').sessionId}.jsonl`);
    mkdirSync(dirname(path), { recursive: true });
    return { path, lines, ids: lines.map((line) => String(JSON.parse(line).uuid)) };
  });
}

/** An agent that writes a line now and then, often in two pieces. */
async function write({ path, lines }: Talk, progress: { lines: number }) {
  for (const [at, line] of lines.entries()) {
    const half = at % 3 === 0 ? Math.floor(line.length / 2) : 0;
    appendFileSync(path, line.slice(0, half));
    await sleep(5 + (at % 7) * 10);
    appendFileSync(path, line.slice(half));
    progress.lines += 1;
  }
}

async function storedIn(api: Api, path: string): Promise<{ seqs: number[]; ids: string[] }> {
  const { sid } = await api.session(path.slice(path.lastIndexOf('/') + 1, -'.jsonl'.length), {});
  const stored: { seqs: number[]; ids: string[] } = { seqs: [], ids: [] };
  for (;;) {
    const after = stored.seqs.at(-1) ?? 0;
    const page = await api.send<{ items: { seq: number; id: string }[] }>(
      'GET',
      `/sessions/${sid}/events?after=${after}&limit=1000`,
    );
    if (page.items.length === 0) return stored;
    stored.seqs.push(...page.items.map(({ seq }) => seq));
    stored.ids.push(...page.items.map(({ id }) => id));
  }
}

async function expectWhole(api: Api, talks: Talk[]) {
  for (const { path, ids } of talks) {
    const stored = await storedIn(api, path);
    expect(stored.ids).toEqual(ids);
    expect(stored.seqs).toEqual(ids.map((_, at) => at + 1));
  }
}

test('watch and the server killed while agents write: each line once, in order', async () => {
  test.setTimeout(300_000);
  const home = temporaryHome();
  const port = await freePort();
  const folder = join(home, 'sessions');
  const talks = talksIn(folder, TALKS, LINES);
  let server = await startServer({ home, port });
  const follow = () => startWatch(folder, { url: server.url, home, project: PROJECT });
  let watch = await follow();
  try {
    const progress = { lines: 0 };
    const reached = async (share: number) => {
      while (progress.lines < TALKS * LINES * share) await sleep(10);
    };
    const written = Promise.all(talks.map((talk) => write(talk, progress)));
    await reached(0.2);
    await watch.stop('SIGKILL');
    await reached(0.3);
    watch = await follow();
    await reached(0.45);
    await server.stop('SIGKILL');
    await reached(0.6);
    await watch.stop('SIGKILL'); // while it waits for the server
    watch = await follow();
    server = await startServer({ home, port });
    await reached(0.8);
    await watch.stop('SIGKILL');
    await written; // what is added while nothing watches is sent when something does, and a session that came meanwhile
    for (const late of talksIn(folder, 1, LINES)) {
      writeFileSync(late.path, late.lines.join(''));
      talks.push(late);
    }
    watch = await follow();
    const api = new Api(server.url, PROJECT);
    const counts = async () => (await Promise.all(talks.map(({ path }) => storedIn(api, path)))).map(({ ids }) => ids.length);
    await expect.poll(counts, { timeout: 120_000 }).toEqual(talks.map(() => LINES));
    await expectWhole(api, talks);
    expect(await watch.stop()).toBe(0);
  } finally {
    await watch.stop('SIGKILL');
    await server.stop();
    await removeHome(home);
  }
});

test('an import killed half way and run again brings what is missing, and a third brings nothing', async ({ baseURL }) => {
  const home = temporaryHome();
  const folder = join(home, 'sessions');
  const talks = talksIn(folder, 24, 150);
  for (const { path, lines } of talks) writeFileSync(path, lines.join(''));
  const project = `import-${Date.now().toString(36)}`;
  const start = () => startCommand(['import', folder, '--server', baseURL ?? '', '--project', project], { home });
  try {
    const first = start();
    await first.said('new event');
    expect(await first.stop('SIGKILL')).toBe(null);
    const second = start();
    expect(await second.ended).toBe(0);
    await expectWhole(new Api(baseURL ?? '', project), talks);
    const third = start();
    expect([await third.ended, third.output()]).toEqual([
      0,
      expect.stringContaining('24 sessions · 0 new events, 3600 already known'),
    ]);
  } finally {
    await removeHome(home);
  }
});
