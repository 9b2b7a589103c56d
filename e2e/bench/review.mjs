import { randomUUID } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { longestTask } from './tasks.mjs';

const SEGMENTS = 200;
const HELD_MS = 3000;
/** As a keyboard repeats. */
const REPEAT_MS = 33;
const MARKS = 20;

const round = (/** @type {number} */ value) => Math.round(value * 10) / 10;
const most = (/** @type {number[]} */ values) => round(Math.max(0, ...values));
const median = (/** @type {number[]} */ values) => round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0);

/** A session of 200 segments with three events each. @param {string} url */
async function twoHundred(url) {
  const id = randomUUID();
  const of = `${url}/api/v1/projects/bench/sessions/${id}`;
  const words = (/** @type {number} */ n) => `It moored the ferry at berth ${n}, then read gauge ${n * 7} and wrote it down. `;
  const send = async (/** @type {string} */ method, /** @type {string} */ path, /** @type {unknown} */ body) => {
    const answer = await fetch(of + path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
  };
  const at = (/** @type {number} */ n) => new Date(Date.UTC(2026, 2, 2) + n * 20_000).toISOString();
  const events = Array.from({ length: SEGMENTS * 3 }, (_, i) => ({
    ...{ id: `e${i}`, at: at(i), actor: i % 3 === 0 ? 'human' : 'agent', kind: i % 3 === 0 ? 'prompt' : 'message' },
    text: words(i),
  }));
  const segments = Array.from({ length: SEGMENTS }, (_, i) => ({
    ...{ key: `s${i}`, title: `Moor ferry ${i}`, status: 'done', first: `e${i * 3}`, last: `e${i * 3 + 2}` },
    ...{ summary: words(i).repeat(3), outcome: words(i), key_decisions: [words(i)], next_steps: [words(i + 1)] },
  }));
  await send('PUT', '', { title: 'Two hundred ferries', status: 'done' });
  await send('POST', '/events', { events });
  await send('POST', '/segments', { segments });
  return (await send('PUT', '', {})).url;
}

/**
 * What reviewing by keys costs the browser, in a session of 200 segments: the frames while J is held, and the time from X to the next paint as the browser
 * itself reports interactions.
 * @param {import('playwright').Browser} browser
 * @param {string} url of the server
 */
export async function measureReview(browser, url) {
  const session = await twoHundred(url);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(session, { waitUntil: 'networkidle' });
  await page.evaluate(() => {
    const seen = { frames: /** @type {number[]} */ ([]), keys: /** @type {number[]} */ ([]) };
    Object.assign(window, { seen });
    let last = performance.now();
    const tick = (/** @type {number} */ now) => {
      seen.frames.push(now - last);
      last = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    const isKey = (/** @type {PerformanceEntry} */ entry) => entry.name === 'keydown';
    new PerformanceObserver((list) =>
      seen.keys.push(
        ...list
          .getEntries()
          .filter(isKey)
          .map((entry) => entry.duration),
      ),
    ).observe(/** @type {PerformanceObserverInit} */ ({ type: 'event', durationThreshold: 16 }));
  });
  const seen = () =>
    page.evaluate(() => {
      const { frames, keys } = /** @type {{ seen: { frames: number[], keys: number[] } }} */ (/** @type {unknown} */ (window))
        .seen;
      return { frames: frames.splice(0), keys: keys.splice(0) };
    });
  await seen();
  const heldTask = await longestTask(browser, page, async () => {
    for (let passed = 0; passed < HELD_MS; passed += REPEAT_MS) {
      await page.keyboard.down('j');
      await page.waitForTimeout(REPEAT_MS);
    }
    await page.keyboard.up('j');
  });
  const held = await seen();
  await page.keyboard.press('Home');
  await page.waitForTimeout(500);
  await seen();
  const markTask = await longestTask(browser, page, async () => {
    for (let i = 0; i < MARKS; i++) {
      await page.keyboard.press('x');
      await page.waitForTimeout(200);
    }
  });
  const marked = await seen();
  await context.close();
  const told = (/** @type {{ frames: number[], keys: number[] }} */ { frames, keys }, /** @type {number} */ task) => ({
    'longest task CPU ms': task,
    'longest frame ms': most(frames),
    'median frame ms': median(frames),
    'slowest key ms': most(keys),
  });
  return { 'J held': told(held, heldTask), X: told(marked, markTask) };
}

/** By itself, against a server that runs: `node e2e/bench/review.mjs http://127.0.0.1:3000`. */
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { chromium } = await import('playwright');
  const { findBrowser } = await import('../browser.mjs');
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: ['--no-sandbox', '--disable-gpu'] });
  console.table(await measureReview(browser, process.argv[2] ?? 'http://127.0.0.1:3000'));
  await browser.close();
}
