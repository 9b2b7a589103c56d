import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const START = fileURLToPath(new URL('../lib/start/start.mjs', import.meta.url));
const READY_MS = 600_000;
const END_MS = 15_000;

/** A port that was free a moment ago. @returns {Promise<number>} */
export const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** An empty folder to be DEBRIEF_HOME. */
export const temporaryHome = () => mkdtempSync(join(tmpdir(), 'debrief-e2e-'));

/** What was killed may still write: unlike rmSync, rm looks again at each try. @param {string} home */
export const removeHome = (home) => rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });

/**
 * Starts the product as `npm start` does and waits until it is healthy.
 * @param {{ home: string, port: number, env?: Record<string, string> }} options
 */
export async function startServer({ home, port, env = {} }) {
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [START], {
    cwd: ROOT,
    env: {
      ...process.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      DEBRIEF_HOME: home,
      DATABASE_URL: '',
      DEBRIEF_URL: '',
      DEBRIEF_DEMO: 'off',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  /** @type {Promise<number | null>} */
  const ended = new Promise((resolve) => child.once('close', resolve));
  const started = Date.now();
  while (child.exitCode === null && child.signalCode === null) {
    if (await isHealthy(url))
      return {
        url,
        pid: child.pid ?? 0,
        output: () => output,
        ended,
        stop: (/** @type {NodeJS.Signals} */ signal = 'SIGTERM') => stop(child, ended, signal),
      };
    if (Date.now() - started > READY_MS) child.kill('SIGKILL');
    await sleep(200);
  }
  throw new Error(`Debrief did not start: ${output.slice(-2000)}`);
}

async function isHealthy(/** @type {string} */ url) {
  try {
    return (await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {Promise<number | null>} ended
 * @param {NodeJS.Signals} signal
 */
async function stop(child, ended, signal) {
  child.kill(signal);
  const status = await Promise.race([ended, sleep(END_MS, 'late', { ref: false })]);
  if (status === 'late') child.kill('SIGKILL');
  return status;
}
