import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, realpathSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, dirname, join, resolve } from 'node:path';
import { createCluster, readPassword } from './cluster.mjs';
import { findProgram, privilegeFor } from './postgres-program.mjs';
import { findPostmaster, isPostmaster, waitForEnd, withDirectory } from './postmaster.mjs';
import { isAlive, sleep } from './processes.mjs';
import { startGuard } from './start-guard.mjs';

/**
 * @typedef {object} EmbeddedPostgres
 * @property {string} url
 * @property {number} pid
 * @property {number} port
 * @property {boolean} adopted it was running already
 * @property {() => Promise<void>} stop ends this use of it; with the last use it stops
 */

const POLL_MS = 10;
/** Recovery after a crash reads back what was not yet in the tables: seconds at most, but a slow disk gets its time. */
const READY_MS = 120_000;
const STOP_MS = 6000;
const RETRY_MS = 250;
const RETRIES = 40;
const LOG_BYTES = 10 * 1024 * 1024;
/** Parallel queries take their memory from /dev/shm; containers often have 64 MB of it. */
const SHARED_MEMORY_BYTES = 256 * 1024 * 1024;

/**
 * Starts the Postgres of `dir`, or joins it when it is running. It is created on first use, ends with the last process that
 * uses it, and recovers by itself from any of them being killed.
 * @param {{ dir: string, log?: string, port?: number, flags?: string[] }} options `log` is a file, by default beside `dir`;
 *   `flags` are further arguments of postgres
 * @returns {Promise<EmbeddedPostgres>}
 */
export async function startPostgres({ dir: wanted, log, port, flags = [] }) {
  const dir = locate(wanted);
  const logFile = log ?? `${dir}.log`;
  mkdirSync(dirname(logFile), { recursive: true });
  return withDirectory(dir, async () => {
    const guard = startGuard(dir);
    try {
      const running = await findRunning(dir);
      const { pid, port: used } = running ?? (await launch({ dir, log: logFile, port, flags }));
      guard.tell(pid);
      const url = `postgres://debrief:${readPassword(dir)}@127.0.0.1:${used}/postgres`;
      return { url, pid, port: used, adopted: running !== null, stop: guard.stop };
    } catch (error) {
      void guard.stop();
      throw error;
    }
  });
}

/** One directory has one name, whatever link led to it. @param {string} dir */
function locate(dir) {
  const parent = dirname(resolve(dir));
  mkdirSync(parent, { recursive: true, mode: 0o700 });
  return join(realpathSync(parent), basename(dir));
}

/** @param {string} dir */
async function findRunning(dir) {
  const end = Date.now() + READY_MS;
  for (;;) {
    const running = findPostmaster(dir);
    if (!running || running.status === 'ready') return running;
    if (running.status === 'stopping') await waitForEnd(dir, running.pid, STOP_MS);
    if (Date.now() > end) throw new Error(`The embedded Postgres (process ${running.pid}) is ${running.status} for too long.`);
    await sleep(POLL_MS);
  }
}

/** @param {{ dir: string, log: string, port: number | undefined, flags: string[] }} options */
async function launch({ dir, log, port, flags }) {
  const program = await findProgram(`${dir}.lib`);
  const privilege = privilegeFor(dir);
  const durable = !flags.includes('fsync=off');
  await createCluster({ dir, program, privilege, durable });
  rmSync(join(dir, 'postmaster.pid'), { force: true });
  shorten(log);
  for (let attempt = 1; ; attempt++) {
    const used = port ?? (await freePort());
    const start = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
    const pid = spawnPostgres({ program, privilege, args: ['-D', dir, '-p', String(used), ...settings(), ...flags], log });
    if (await becomesReady(dir, pid)) return { pid, port: used };
    const said = readFileSync(log).subarray(start).toString();
    // The backends of a killed postmaster take a moment to notice; a free port may be taken by the time it is used.
    const passing = /still in use|Address already in use|could not bind/.test(said);
    if (!passing || attempt === RETRIES) throw new Error(`The embedded Postgres did not start: ${lastWords(said)} (${log})`);
    await sleep(RETRY_MS);
  }
}

/** @param {{ program: import('./postgres-program.mjs').Program, privilege: import('./postgres-program.mjs').Privilege, args: string[], log: string }} options */
function spawnPostgres({ program, privilege, args, log }) {
  const output = openSync(log, 'a', 0o600);
  const [command = '', ...rest] = [...privilege.wrap, program.postgres, ...args];
  // Detached: a Ctrl-C in the terminal must reach Debrief first, or requests in progress would lose their database.
  const child = spawn(command, rest, {
    ...privilege.options,
    cwd: '/',
    env: program.env,
    detached: true,
    windowsHide: true,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  child.on('error', () => {});
  child.unref();
  return child.pid ?? 0;
}

function settings() {
  const values = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=100',
    'shared_buffers=128MB',
    'logging_collector=off',
    'log_line_prefix=%m [%p] ',
    'log_min_messages=log', // errors of statements go to the program; here they would bring along what was sent
    ...(process.platform === 'linux' && sharedMemory() < SHARED_MEMORY_BYTES ? ['dynamic_shared_memory_type=mmap'] : []),
  ];
  return values.flatMap((value) => ['-c', value]);
}

function sharedMemory() {
  try {
    const { bsize, bavail } = statfsSync('/dev/shm');
    return bsize * bavail;
  } catch {
    return 0;
  }
}

/** @param {string} dir @param {number} pid */
async function becomesReady(dir, pid) {
  for (let waited = 0; waited < READY_MS; waited += POLL_MS) {
    const found = findPostmaster(dir);
    if (found?.pid === pid && found.status === 'ready') return true;
    if (!isAlive(pid) || (found === null && waited > RETRY_MS && !isPostmaster(pid, dir))) return false;
    await sleep(POLL_MS);
  }
  return false;
}

/** @param {string} said */
const lastWords = (said) =>
  said
    .trim()
    .split('\n')
    .slice(-3)
    .map((line) => line.replace(/^.*?\] /, ''))
    .join(' ');

/** @param {string} log */
function shorten(log) {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_BYTES) renameSync(log, `${log}.old`);
}

/** @returns {Promise<number>} */
const freePort = () =>
  new Promise((done, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(address && typeof address === 'object' ? address.port : 0));
    });
  });
