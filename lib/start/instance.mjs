import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { noteOf, tryLock } from '../../db/lock.mjs';
import { codeOf, isAlive } from '../../db/processes.mjs';
import { isHealthy } from './keep-server.mjs';
import { StartError } from './output.mjs';
import { urlOf } from './settings.mjs';

/** @typedef {{ url: string, pid: number }} Running */

/**
 * Takes the home for this process: the embedded database serves one Debrief.
 * @param {string} home
 * @param {string} url
 * @returns {Promise<() => void>} gives it back
 */
export async function takeHome(home, url) {
  const lock = join(home, 'start.lock');
  const release = await tryLock(lock, url);
  if (release) return release;
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

/** @param {string} home */
export function makeHome(home) {
  try {
    mkdirSync(join(home, 'logs'), { recursive: true, mode: 0o700 });
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
export const claimPort = (host, port) =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => reject(new StartError(portProblem(codeOf(error), host, port))));
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address();
      const found = address && typeof address === 'object' ? address.port : port;
      server.close(() => resolve(found));
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
