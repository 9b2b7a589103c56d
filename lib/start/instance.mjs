import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { noteOf, tryLock } from '../../db/lock.mjs';
import { codeOf, isAlive, sleep } from '../../db/processes.mjs';
import { isHealthy } from './keep-server.mjs';
import { StartError } from './output.mjs';
import { urlOf } from './settings.mjs';

/** @typedef {{ url: string, pid: number }} Running */

const POLL_MS = 100;
/** One that is ending, or starting, does not answer: it gets the time that an end may take. */
const ENDING_MS = 6000;
/** The server of a killed launcher notices within moments and then gives up the port. */
const PORT_MS = 2000;

/**
 * Takes the home for this process: the embedded database serves one Debrief.
 * @param {string} home
 * @param {string} url
 * @returns {Promise<() => void>} gives it back
 */
export async function takeHome(home, url) {
  const lock = join(home, 'start.lock');
  let isRunning = false;
  for (const end = Date.now() + ENDING_MS; Date.now() < end && !isRunning; await sleep(POLL_MS)) {
    const release = await tryLock(lock, url);
    if (release) return release;
    const found = readRunning(home);
    isRunning = found !== null && (await isHealthy(found.url));
  }
  const running = readRunning(home);
  const where = running ? `running at ${running.url}` : `starting at ${noteOf(lock) || 'its address'}`;
  throw new StartError(
    `Debrief is already ${where} (DEBRIEF_HOME ${home}). To start another one, give it its own DEBRIEF_HOME and PORT.`,
  );
}

/**
 * On a Postgres server any number of Debriefs may share a home, but not an address.
 * @param {string} home
 * @param {string} url
 */
export async function refuseTwin(home, url) {
  const running = readRunning(home);
  if (running?.url !== url || !(await isHealthy(url))) return;
  throw new StartError(`Debrief is already running at ${url}. To start another one, give it its own PORT.`);
}

/** @param {string} home @returns {Running | null} the Debrief that says it is running and whose process lives */
export function readRunning(home) {
  try {
    const { url, pid } = JSON.parse(readFileSync(join(home, 'server.json'), 'utf8'));
    return typeof url === 'string' && isAlive(pid) ? { url, pid } : null;
  } catch {
    return null;
  }
}

/** @param {string} home @param {string} url */
export function announce(home, url) {
  const draft = join(home, `server.json.${process.pid}`);
  writeFileSync(draft, `${JSON.stringify({ url, pid: process.pid })}\n`, { mode: 0o600 });
  renameSync(draft, join(home, 'server.json'));
}

/** @param {string} home */
export function withdraw(home) {
  if (readRunning(home)?.pid === process.pid) rmSync(join(home, 'server.json'), { force: true });
}

/** Level by level: Node's own recursive mkdir never ends under /proc. @param {string} path */
function makeDirectory(path) {
  if (existsSync(path)) return;
  makeDirectory(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

/** @param {string} home */
export function makeHome(home) {
  try {
    makeDirectory(join(home, 'logs'));
    const probe = join(home, `.probe-${process.pid}`);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    throw new StartError(`DEBRIEF_HOME ${home} cannot be written (${codeOf(error)}). Set DEBRIEF_HOME to a directory of yours.`);
  }
}

/**
 * Finds out whether the address is free, before any work is done for it.
 * @param {string} host
 * @param {number} port 0: any free one
 * @returns {Promise<number>} the port
 */
export async function claimPort(host, port) {
  for (const end = Date.now() + PORT_MS; ; await sleep(POLL_MS)) {
    try {
      return await tryPort(host, port);
    } catch (error) {
      if (codeOf(error) !== 'EADDRINUSE' || Date.now() > end) throw new StartError(portProblem(codeOf(error), host, port));
    }
  }
}

/** @param {string} host @param {number} port @returns {Promise<number>} */
const tryPort = (host, port) =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(address && typeof address === 'object' ? address.port : port));
    });
  });

/** @param {string | undefined} code @param {string} host @param {number} port */
function portProblem(code, host, port) {
  if (code === 'EADDRINUSE') {
    return `Port ${port} is in use by another program. Stop it, or choose another port: PORT=${port === 3000 ? 3001 : port + 1} npm start`;
  }
  if (code === 'EACCES') return `Port ${port} needs the administrator's rights. Choose another: PORT=3000 npm start`;
  return `Debrief cannot listen at ${urlOf(host, port)} (${code}). Set HOST=127.0.0.1 and a free PORT.`;
}
