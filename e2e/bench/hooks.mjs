import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../server.mjs';
import { load } from './processes.mjs';
import { transcriptLines } from './transcript.mjs';

const HOOK = fileURLToPath(new URL('../../lib/cli/hook.mjs', import.meta.url));
const RUNS = 15;
const SMALL_RECORDS = 20;
const LARGE_RECORDS = 152_000;

/** Milliseconds that a program takes until it has ended. @param {string[]} args @param {string} input @param {string} home */
const timeOf = (args, input, home) =>
  new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, args, {
      env: { ...process.env, HOME: home, DEBRIEF_HOME: home },
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    child.once('exit', (status) =>
      status === 0 ? resolve(performance.now() - started) : reject(new Error(`it ended with ${status}`)),
    );
    child.stdin.on('error', () => {}); // one that reads nothing may be gone already
    child.stdin.end(input);
  });

/** @param {string} path @param {number} records */
const write = (path, records) => pipeline(Readable.from(transcriptLines(records)), createWriteStream(path));

/** How long an agent waits for the hook, in turns with a Node that does nothing. @param {{ url: string, folder: string }} given `folder` is an empty one */
export async function measureHooks({ url, folder }) {
  const silent = createServer(() => {});
  const silentPort = await new Promise((resolve) => silent.listen(0, '127.0.0.1', () => resolve(Object(silent.address()).port)));
  const [small, large] = [join(folder, 'small.jsonl'), join(folder, 'large.jsonl')];
  await write(small, SMALL_RECORDS);
  await write(large, LARGE_RECORDS);
  const hook = (/** @type {string} */ server, /** @type {string} */ path) => ({
    args: [HOOK, '--server', server, '--project', 'bench-hooks'],
    input: JSON.stringify({ session_id: 's', transcript_path: path, hook_event_name: 'Stop' }),
  });
  const nothing = { args: ['-e', '0'], input: '' };
  const table = {
    ...(await measureRound(
      {
        'node -e 0': nothing,
        'server up': hook(url, small),
        'server down': hook(`http://127.0.0.1:${await freePort()}`, small),
        'server says nothing': hook(`http://127.0.0.1:${silentPort}`, small),
      },
      folder,
    )),
    // Last: what is sent of it keeps the machine busy.
    ...(await measureRound({ 'node -e 0 beside that': nothing, '200 MB transcript': hook(url, large) }, folder)),
  };
  silent.closeAllConnections();
  silent.close();
  return table;
}

/** @param {Record<string, { args: string[], input: string }>} round @param {string} folder */
async function measureRound(round, folder) {
  /** @type {Record<string, number[]>} */
  const times = Object.fromEntries(Object.keys(round).map((name) => [name, []]));
  for (let run = 0; run < RUNS; run++) {
    for (const [name, { args, input }] of Object.entries(round)) {
      const home = join(folder, name);
      mkdirSync(home, { recursive: true });
      times[name]?.push(await timeOf(args, input, home));
    }
  }
  const median = (/** @type {number[]} */ values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  const [alone = []] = Object.values(times);
  return Object.fromEntries(
    Object.entries(times).map(([name, values]) => [
      name,
      {
        'median ms': median(values),
        'longest ms': Math.max(...values),
        'times of node -e 0': median(values) / median(alone),
        load: load(),
      },
    ]),
  );
}
