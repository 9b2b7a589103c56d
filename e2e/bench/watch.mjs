import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startWatch } from '../command-line.mjs';
import { cpuSecondsOf, load, memoryOf } from './processes.mjs';
import { transcriptLines } from './transcript.mjs';

const PROJECT = 'bench-watch';
const APPENDED = 120;
const IDLE_FILES = 2000;
const IDLE_S = 60;
const CALM_MS = 3000;
const POLL_MS = 5;
const LATE_MS = 30_000;

const quantile = (/** @type {number[]} */ values, /** @type {number} */ q) =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * q)] ?? 0;

/** The ids of the sessions of the project. @param {string} url */
async function sessionOf(url, /** @type {string} */ externalId) {
  for (;;) {
    const answer = await fetch(`${url}/api/v1/projects/${PROJECT}/sessions?limit=500`);
    const { items = [] } = answer.ok ? await answer.json() : {};
    const found = items.find((/** @type {{ external_id: string }} */ item) => item.external_id === externalId);
    if (found) return found.sid;
    await sleep(POLL_MS);
  }
}

/** Milliseconds until an event can be read. @param {string} url @param {string} sid @param {number} seq */
async function untilReadable(url, sid, seq) {
  const started = performance.now();
  while (performance.now() - started < LATE_MS) {
    const answer = await fetch(`${url}/api/v1/sessions/${sid}/events?after=${seq - 1}&limit=1`);
    if (answer.ok && (await answer.json()).items.length > 0) return performance.now() - started;
    await sleep(POLL_MS);
  }
  throw new Error(`Event ${seq} does not come`);
}

/** From a line in the file to its event in the API; a session that is settled while it grows. @param {{ url: string, folder: string, home: string }} given */
async function measureLatency({ url, folder, home }) {
  const id = randomUUID();
  const path = join(folder, `${id}.jsonl`);
  const lines = transcriptLines(APPENDED + 1, id);
  writeFileSync(path, '');
  const watch = await startWatch(folder, { url, home, project: PROJECT });
  try {
    appendFileSync(path, String(lines.next().value));
    const sid = await sessionOf(url, id);
    /** @type {number[]} */
    const times = [];
    for (let seq = 2; seq <= APPENDED; seq++) {
      await sleep(50 + ((seq * 37) % 100));
      appendFileSync(path, String(lines.next().value));
      times.push(await untilReadable(url, sid, seq));
    }
    return {
      appended: times.length,
      'median ms': quantile(times, 0.5),
      'p95 ms': quantile(times, 0.95),
      'longest ms': Math.max(...times),
      load: load(),
    };
  } finally {
    await watch.stop();
  }
}

/** What it costs to follow sessions in which nothing happens. @param {{ url: string, folder: string, home: string }} given */
async function measureIdle({ url, folder, home }) {
  for (let i = 0; i < IDLE_FILES; i++) {
    const id = randomUUID();
    const project = join(folder, `project-${i % 50}`);
    mkdirSync(project, { recursive: true });
    writeFileSync(join(project, `${id}.jsonl`), [...transcriptLines(4, id)].join(''));
  }
  const began = performance.now();
  const watch = await startWatch(folder, { url, home, project: PROJECT });
  try {
    const ready = (performance.now() - began) / 1000;
    await sleep(CALM_MS);
    const before = cpuSecondsOf(watch.pid);
    await sleep(IDLE_S * 1000);
    return {
      files: IDLE_FILES,
      'ready s': ready,
      'CPU s per minute': cpuSecondsOf(watch.pid) - before,
      'memory MB': memoryOf(watch.pid, 'VmRSS'),
      load: load(),
    };
  } finally {
    await watch.stop();
  }
}

/** @param {{ url: string, folder: string }} given `folder` is an empty one */
export async function measureWatch({ url, folder }) {
  const part = (/** @type {string} */ name) => {
    const given = { url, folder: join(folder, name, 'sessions'), home: join(folder, name, 'home') };
    mkdirSync(given.folder, { recursive: true });
    return given;
  };
  return { 'a line added': await measureLatency(part('latency')), idle: await measureIdle(part('idle')) };
}
