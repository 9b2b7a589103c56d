import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withLock } from './lock.mjs';
import { findProgram } from './postgres-program.mjs';
import { codeOf, commandOf, run, sleep } from './processes.mjs';

const POLL_MS = 20;
/** Debrief ends within 5 s; what Postgres has not written by then it recovers at the next start. */
const FAST_STOP_MS = 2000;
const IMMEDIATE_STOP_MS = 1000;
/** A launcher killed just after it started Postgres leaves one that has no postmaster.pid yet. */
const LATE_MS = 1000;

/** @typedef {{ pid: number, port: number, status: string }} Postmaster */

/**
 * The Postgres that serves `dir`: a postmaster.pid alone proves nothing, its process may be another one by now.
 * @param {string} dir
 * @returns {Postmaster | null}
 */
export function findPostmaster(dir) {
  const lines = readLines(join(dir, 'postmaster.pid'));
  const pid = Number(lines[0]);
  if (!pid || !isPostmaster(pid, dir)) return null;
  return { pid, port: Number(lines[3]), status: lines[7]?.trim() ?? 'starting' };
}

/** @param {number} pid @param {string} dir */
export function isPostmaster(pid, dir) {
  const command = `${commandOf(pid).replaceAll('"', '')} `;
  return command.includes('postgres') && command.includes(`-D ${dir} `);
}

/** @param {string} file */
function readLines(file) {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

const lockOf = (/** @type {string} */ dir) => `${dir}.lock`;
const usersOf = (/** @type {string} */ dir) => `${dir}.users`;
/** @template T @param {string} dir @param {() => Promise<T>} work */
export const withDirectory = (dir, work) => withLock(lockOf(dir), work);

/**
 * Notes that the guard process `pid` stands for a user of the Postgres of `dir`.
 * @param {string} dir
 * @param {number} pid
 */
export function enter(dir, pid) {
  mkdirSync(usersOf(dir), { recursive: true, mode: 0o700 });
  writeFileSync(join(usersOf(dir), String(pid)), '');
}

/**
 * Ends the use by guard `pid`; the last one out stops Postgres.
 * @param {string} dir
 * @param {number} pid
 * @param {number} postmaster found by its file, and by this pid when the directory was deleted meanwhile; 0 when unknown
 */
export async function leave(dir, pid, postmaster) {
  if (!existsSync(dirname(dir))) return stopPostmaster(dir, postmaster);
  await withDirectory(dir, async () => {
    if (!hasOthers(dir, pid)) await stopPostmaster(dir, postmaster);
  });
}

/** @param {string} dir @param {number} pid */
function hasOthers(dir, pid) {
  const others = [];
  for (const name of existsSync(usersOf(dir)) ? readdirSync(usersOf(dir)) : []) {
    if (Number(name) !== pid && commandOf(Number(name)).includes(dir)) others.push(name);
    else rmSync(join(usersOf(dir), name), { force: true });
  }
  return others.length > 0;
}

/** @param {string} dir @param {number} known */
async function stopPostmaster(dir, known) {
  const find = () => findPostmaster(dir)?.pid ?? (known && isPostmaster(known, dir) ? known : 0);
  for (let waited = 0; !known && find() === 0 && waited < LATE_MS; waited += POLL_MS) await sleep(POLL_MS);
  for (const [mode, patience] of /** @type {const} */ ([
    ['fast', FAST_STOP_MS],
    ['immediate', IMMEDIATE_STOP_MS],
  ])) {
    const pid = find();
    if (pid === 0) return;
    await signal(dir, pid, mode);
    if (await waitForEnd(dir, pid, patience)) return;
  }
  const pid = find();
  if (pid !== 0) process.kill(pid, 'SIGKILL');
}

/** @param {string} dir @param {number} pid @param {'fast' | 'immediate'} mode */
async function signal(dir, pid, mode) {
  if (process.platform === 'win32') {
    const { pgCtl, env } = await findProgram(`${dir}.lib`);
    await run(pgCtl, ['stop', '-D', dir, '-m', mode, '--no-wait'], { env });
    return;
  }
  try {
    process.kill(pid, mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error;
  }
}

/** @param {string} dir @param {number} pid @param {number} patience */
export async function waitForEnd(dir, pid, patience) {
  const end = Date.now() + patience;
  while (isPostmaster(pid, dir)) {
    if (Date.now() > end) return false;
    await sleep(POLL_MS);
  }
  return true;
}
