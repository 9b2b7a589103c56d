import { Agent, get } from 'node:http';
import { join } from 'node:path';
import { getHeapStatistics } from 'node:v8';
import { sleep } from '../../db/processes.mjs';
import { startNode } from './child.mjs';
import { StartError, say, warn } from './output.mjs';

const GUARD = new URL('guard-server.mjs', import.meta.url).href;
const HEALTH_POLL_MS = 100;
const HEALTH_TIMEOUT_MS = 5000;
/** Migrations of a large database and the demo happen before the server is healthy. */
const READY_MS = 300_000;
const FORCE_STOP_MS = 2200;
/** A server that lived this long did not die of its start. */
const LONG_LIFE_MS = 30_000;
const MAX_QUICK_DEATHS = 5;
const BACK_OFF_MS = 250;
/**
 * Where a heap may be 2 GB or more, V8 lets it grow to four times what is alive before it collects the rest, below that to twice: after a long transcript
 * the server would be half as large again.
 */
const HEAP_MB = 2000;
const MB = 1024 * 1024;
/** The exit status of a server that has said in one line why it cannot start (begin.ts). */
const EXPLAINED = 78;

/**
 * @typedef {object} ServerOptions
 * @property {string} root
 * @property {boolean} isDev
 * @property {string} host
 * @property {number} port
 * @property {string} url
 * @property {NodeJS.ProcessEnv} env
 * @property {(text: string | Uint8Array) => void} log
 * @property {(error: Error) => void} onGiveUp
 */

/**
 * Starts the web server and starts it again whenever it ends by itself.
 * @param {ServerOptions} options
 */
export function keepServer(options) {
  let isStopping = false;
  let quickDeaths = 0;
  /** @type {string[]} */
  const lines = [];
  let child = begin();
  const ready = becomesHealthy(options.url, () => isStopping || child.exitCode !== null || child.signalCode !== null);

  function begin() {
    const started = Date.now();
    const process = startServer(options);
    process.on('message', (message) => {
      if (typeof message === 'object' && message && 'say' in message) lines.push(String(message.say));
    });
    process.once('exit', (code, signal) => {
      if (isStopping) return;
      void ended({ how: signal ?? `exit status ${code}`, lived: Date.now() - started });
    });
    return process;
  }

  /** @param {{ how: string, lived: number }} death */
  async function ended({ how, lived }) {
    if (!(await ready)) return;
    quickDeaths = lived < LONG_LIFE_MS ? quickDeaths + 1 : 1;
    if (quickDeaths > MAX_QUICK_DEATHS) {
      options.onGiveUp(new StartError(`The server ended ${quickDeaths} times in a row (${how}). Its log may say why.`));
      return;
    }
    warn(`The server ended unexpectedly (${how}); starting it again.`);
    await sleep(BACK_OFF_MS * 2 ** (quickDeaths - 1));
    if (isStopping) return;
    child = begin();
    if (await becomesHealthy(options.url, () => isStopping || child.exitCode !== null))
      say(`Debrief is ready again at ${options.url}`);
  }

  async function stop() {
    isStopping = true;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const end = new Promise((resolve) => child.once('exit', resolve));
    if (child.connected) child.send('debrief:stop');
    const force = setTimeout(() => child.kill('SIGKILL'), FORCE_STOP_MS);
    await end;
    clearTimeout(force);
  }

  /** Whether the server itself said why it cannot start. */
  const hasExplained = () => child.exitCode === EXPLAINED;

  /** What the server wants said to whoever started it, now that it is ready. */
  const told = () => lines;

  return { ready, hasExplained, told, stop };
}

/** @param {ServerOptions} options */
function startServer({ root, isDev, host, port, env, log }) {
  const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
  const args = [...(isDev ? [] : heapLimit(env)), next, isDev ? 'dev' : 'start', '-H', host, '-p', String(port)];
  const child = startNode(args, { cwd: root, env, preload: [GUARD] });
  child.stdout?.on('data', (chunk) => {
    log(chunk);
    if (isDev) process.stdout.write(chunk);
  });
  child.stderr?.on('data', (chunk) => {
    log(chunk);
    process.stderr.write(chunk);
  });
  child.once('error', (error) => warn(error.message));
  return child;
}

/** Only ever lowers what this machine would give, and leaves alone what somebody has chosen. @param {NodeJS.ProcessEnv} env */
function heapLimit({ NODE_OPTIONS: chosen = '' }) {
  const isLess = getHeapStatistics().heap_size_limit / MB <= HEAP_MB;
  return isLess || /max[-_]old[-_]space[-_]size/.test(chosen) ? [] : [`--max-old-space-size=${HEAP_MB}`];
}

/**
 * @param {string} url
 * @param {() => boolean} isOver
 */
async function becomesHealthy(url, isOver) {
  for (const end = Date.now() + READY_MS; Date.now() < end; await sleep(HEALTH_POLL_MS)) {
    if (isOver()) return false;
    if (await isHealthy(url)) return true;
  }
  return false;
}

/** @param {string} url @returns {Promise<boolean>} */
export const isHealthy = (url) =>
  new Promise((resolve) => {
    // An agent of its own: the default one may go through a proxy that the environment names.
    const request = get(`${url}/api/health`, { agent: new Agent(), timeout: HEALTH_TIMEOUT_MS }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(false));
    request.on('close', () => resolve(false));
  });
