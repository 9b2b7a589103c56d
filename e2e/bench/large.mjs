import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import postgres from 'postgres';
import { cpuSecondsOf, forgetPeak, largestOf, load, memoryOf } from './processes.mjs';
import { transcriptLines } from './transcript.mjs';

const MB = 1_000_000;
/** The first one warms up; the last one shows what memory the long one has left behind. */
const SIZES = { '2 MB': 2, '20 MB': 20, '200 MB': 200, '20 MB again': 20 };

/** Reads a file line by line and parses each: what no import can be faster than. */
const PARSE = `
const { createInterface } = require('node:readline');
const { createReadStream } = require('node:fs');
(async () => {
  const started = performance.now();
  for await (const line of createInterface({ input: createReadStream(process.argv[1]) })) JSON.parse(line);
  const { user, system } = process.cpuUsage();
  console.log(JSON.stringify({ seconds: (performance.now() - started) / 1000, cpu: (user + system) / 1e6 }));
})();`;

/** @param {string} path @returns {{ seconds: number, cpu: number }} */
const parse = (path) => JSON.parse(execFileSync(process.execPath, ['-e', PARSE, path], { encoding: 'utf8' }));

/** @param {number} megabytes */
function* linesOf(megabytes) {
  let bytes = 0;
  for (const line of transcriptLines(Number.POSITIVE_INFINITY, randomUUID())) {
    yield line;
    bytes += Buffer.byteLength(line);
    if (bytes >= megabytes * MB) return;
  }
}

/** Not by fetch: that waits for an answer for five minutes at most. @param {string} url @param {string} path */
async function send(url, path) {
  const answer = await new Promise((resolve, reject) => {
    const post = request(url, { method: 'POST', headers: { 'content-type': 'application/octet-stream' } }, resolve);
    createReadStream(path).pipe(post).on('error', reject);
  });
  const result = JSON.parse(await text(answer));
  if (answer.statusCode !== 200) throw new Error(JSON.stringify(result));
  return result.sessions[0];
}

/**
 * What a long transcript costs beside reading and parsing its lines in one process: time, the server's processor time, its memory at most, and the database.
 * @param {{ url: string, pid: number, databaseUrl: string, folder: string }} server
 */
export async function measureLarge({ url, pid, databaseUrl, folder }) {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  const databaseMb = async () => Number((await sql`select pg_database_size(current_database())::float8 as bytes`)[0]?.bytes) / MB;
  /** @type {Record<string, Record<string, number>>} */
  const table = {};
  for (const [name, size] of Object.entries(SIZES)) {
    const path = join(folder, `${size}.jsonl`);
    await pipeline(Readable.from(linesOf(size)), createWriteStream(path));
    const megabytes = statSync(path).size / MB;
    const node = largestOf(pid);
    const [before, cpu, idleMb] = [await databaseMb(), cpuSecondsOf(node), memoryOf(node, 'VmRSS')];
    forgetPeak(node);
    const alone = parse(path);
    const started = performance.now();
    const session = await send(`${url}/api/v1/projects/bench-large/transcripts`, path);
    const seconds = (performance.now() - started) / 1000;
    const spent = cpuSecondsOf(node) - cpu;
    table[name] = {
      events: session.accepted,
      seconds,
      'MB/s': megabytes / seconds,
      'times of parsing alone': seconds / alone.seconds,
      'CPU s': spent,
      'CPU times of parsing alone': spent / alone.cpu,
      'memory before MB': idleMb,
      'peak memory MB': memoryOf(node, 'VmHWM'),
      'database MB per MB': ((await databaseMb()) - before) / megabytes,
      load: load(),
    };
  }
  await sql.end();
  const { '20 MB': small = {}, '200 MB': large = {} } = table;
  const ratio = (/** @type {string} */ what) => (large[what] ?? 0) / (small[what] ?? 1);
  return {
    ...table,
    '200 MB : 20 MB': {
      'peak memory MB': ratio('peak memory MB'),
      'CPU s': ratio('CPU s'),
      'database MB per MB': ratio('database MB per MB'),
    },
  };
}
