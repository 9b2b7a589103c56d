import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright';
import { startPostgres } from '../../db/embedded.mjs';
import { findBrowser } from '../browser.mjs';
import { freePort, removeHome, startServer, temporaryHome } from '../server.mjs';
import { measureHooks } from './hooks.mjs';
import { measureLarge } from './large.mjs';
import { measureReview } from './review.mjs';
import { transcriptLines } from './transcript.mjs';
import { measureWatch } from './watch.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SIZES = [1000, 20_000];
/** Events that are cut without a database; the first one warms up. */
const CUT_SIZES = [1000, 10_000, 100_000, 1_000_000];
const VISITS = 5;
const SEARCH_P95_MS = 200;

const median = (/** @type {number[]} */ values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const round = (/** @type {number} */ value) => Math.round(value * 10) / 10;

/** Sends a transcript as it is made; never holds it whole. @param {string} url @param {number} records */
async function importTranscript(url, records) {
  const started = performance.now();
  const body = Readable.toWeb(Readable.from(transcriptLines(records, randomUUID()), { objectMode: false }));
  const request = { method: 'POST', body, duplex: 'half', headers: { 'content-type': 'application/octet-stream' } };
  const answer = await fetch(`${url}/api/v1/projects/bench/transcripts`, /** @type {RequestInit} */ (request));
  const result = await answer.json();
  if (!answer.ok) throw new Error(JSON.stringify(result));
  return { seconds: (performance.now() - started) / 1000, session: result.sessions[0] };
}

/**
 * Median of several visits with a cold cache: milliseconds until the heading is painted, bytes on the wire, DOM nodes.
 * @param {import('playwright').Browser} browser
 * @param {string} address
 */
async function visit(browser, address) {
  const visits = [];
  for (let i = 0; i < VISITS; i++) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    let bytes = 0;
    const protocol = await context.newCDPSession(page);
    await protocol.send('Network.enable');
    protocol.on('Network.loadingFinished', (event) => (bytes += event.encodedDataLength));
    const started = performance.now();
    await page.goto(address, { waitUntil: 'commit' });
    await page.locator('h1').waitFor();
    const content = performance.now() - started;
    await page.waitForLoadState('networkidle');
    visits.push({ content, bytes, nodes: await page.evaluate('document.querySelectorAll("*").length') });
    await context.close();
  }
  return {
    'content ms': round(median(visits.map((v) => v.content))),
    'kB on the wire': round(median(visits.map((v) => v.bytes)) / 1000),
    'DOM nodes': median(visits.map((v) => Number(v.nodes))),
  };
}

/** @param {Record<string, number>} small @param {Record<string, number>} large */
const ratios = (small, large) =>
  Object.fromEntries(Object.entries(large).map(([key, value]) => [key, round(value / (small[key] || 1))]));

/** Loads a file beside this one as it stands. @param {string} name */
async function bundled(name) {
  const outfile = join(mkdtempSync(join(tmpdir(), 'debrief-bench-')), `${name}.mjs`);
  await build({
    entryPoints: [join(ROOT, 'e2e', 'bench', `${name}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    alias: { '@': ROOT },
    external: ['@playwright/test'],
    logLevel: 'error',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  return import(pathToFileURL(outfile).href);
}

async function measureCutting() {
  const { measureCutting: measure } = await bundled('cutting');
  /** @type {Record<number, Record<string, number>>} */
  const table = Object.fromEntries(CUT_SIZES.map((size) => [size, measure(size)]));
  const [, ten = {}, , million = {}] = CUT_SIZES.map((size) => table[size]);
  console.log('\ncutting, references, records, facts and checks');
  console.table({ ...table, '1,000,000 : 10,000': ratios(ten, million) });
}

/** What a token costs the one who checks it: two requests in one run. @param {string} home */
async function measureToken(home) {
  const postgres = await startPostgres({ dir: join(home, 'postgres') });
  try {
    const { measureToken: measure } = await bundled('token');
    const table = await measure(postgres.url);
    console.log('\none event appended');
    console.table({ ...table, 'with : without': ratios(table['no token, local mode'], table['a token, team mode']) });
  } finally {
    await postgres.stop();
  }
}

/** What people wait for when they search a full project. @param {string} home */
async function measureSearch(home) {
  const postgres = await startPostgres({ dir: join(home, 'postgres') });
  try {
    const { measureSearch: measure } = await bundled('search');
    const { seed, search, total } = await measure(postgres.url);
    console.log('\nsearch');
    console.table(seed);
    console.table({ ...search, all: total });
    if (total['p95 ms'] >= SEARCH_P95_MS)
      throw new Error(`Search takes ${total['p95 ms']} ms at p95; ${SEARCH_P95_MS} is too much.`);
  } finally {
    await postgres.stop();
  }
}

/** @param {Record<string, Record<string, number>>} table */
const rounded = (table) =>
  Object.fromEntries(
    Object.entries(table).map(([name, row]) => [
      name,
      Object.fromEntries(Object.entries(row).map(([key, value]) => [key, round(value)])),
    ]),
  );

/** Pages of a short and of a long session. @param {import('playwright').Browser} browser @param {string} url */
async function measurePages(browser, url) {
  /** @type {Record<string, Record<string, Record<string, number>>>} */
  const table = {};
  for (const records of SIZES) {
    const { seconds, session } = await importTranscript(url, records);
    const middle = Math.ceil(session.segments / 2);
    table[records] = {
      import: { seconds: round(seconds), 'records/s': Math.round(records / seconds), segments: session.segments },
      timeline: await visit(browser, session.url),
      'mid-session segment': await visit(browser, `${session.url}/segments/${middle}`),
    };
  }
  const [small = {}, large = {}] = SIZES.map((size) => table[size]);
  for (const what of Object.keys(large)) {
    console.log(`\n${what}`);
    console.table({
      [`${SIZES[0]} records`]: small[what],
      [`${SIZES[1]} records`]: large[what],
      ratio: ratios(small[what] ?? {}, large[what] ?? {}),
    });
  }
}

/** What a long transcript costs, and what reading it costs alone. @param {string} folder */
async function measureLong(folder) {
  const postgres = await startPostgres({ dir: join(home, 'postgres') });
  try {
    const table = await measureLarge({ url: server.url, pid: server.pid, databaseUrl: postgres.url, folder });
    console.log('\na long transcript, and its lines parsed alone');
    console.table(rounded(table));
  } finally {
    await postgres.stop();
  }
}

/** A folder of its own, gone afterwards. @param {(folder: string) => Promise<void>} work */
async function inFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'debrief-bench-'));
  await work(folder).finally(() => removeHome(folder));
}

const PARTS = ['cutting', 'token', 'search', 'large', 'watch', 'hooks', 'review', 'pages'];
const [chosen] = process.argv.slice(2);
if (chosen && !PARTS.includes(chosen)) throw new Error(`There is ${PARTS.join(', ')}.`);
const isAsked = (/** @type {string} */ part) => !chosen || chosen === part;

if (isAsked('cutting')) await measureCutting();
if (chosen === 'cutting') process.exit();
const home = temporaryHome();
const server = await startServer({ home, port: await freePort() });
try {
  if (isAsked('token')) await measureToken(home);
  if (isAsked('search')) await measureSearch(home);
  if (isAsked('large')) await inFolder((folder) => measureLong(folder));
  if (isAsked('watch'))
    await inFolder(async (folder) => {
      console.log('\nwatch');
      console.table(rounded(await measureWatch({ url: server.url, folder })));
    });
  if (isAsked('hooks'))
    await inFolder(async (folder) => {
      console.log('\nhow long an agent waits for the hook');
      console.table(rounded(await measureHooks({ url: server.url, folder })));
    });
  if (isAsked('review') || isAsked('pages')) {
    const browser = await chromium.launch({
      executablePath: await findBrowser(),
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
    try {
      await visit(browser, `${server.url}/`);
      if (isAsked('review')) {
        console.log('\nreviewing 200 segments by keys');
        console.table(await measureReview(browser, server.url));
      }
      if (isAsked('pages')) await measurePages(browser, server.url);
    } finally {
      await browser.close();
    }
  }
} finally {
  await server.stop();
  await removeHome(home);
}
