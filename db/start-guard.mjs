import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { enter, leave } from './postmaster.mjs';
import { isAlive, sleep } from './processes.mjs';

const POLL_MS = 10;
const RETRY_MS = 250;
const STOP_MS = 6000;

/**
 * Starts the process that stops the Postgres of `dir` when this process ends, however it ends, unless others use it.
 * @param {string} dir
 */
export function startGuard(dir) {
  const script = join(dirname(fileURLToPath(import.meta.url)), 'guard.mjs');
  const env = { ...process.env, NODE_OPTIONS: '' };
  /** @type {import('node:child_process').ChildProcess} */
  let guard;
  let isStopping = false;
  let postmaster = 0;
  const tell = (/** @type {number} */ pid) => {
    postmaster = pid;
    guard.stdin?.write(`${pid}\n`);
  };
  const begin = () => {
    guard = spawn(process.execPath, [script, dir], {
      detached: true,
      windowsHide: true,
      env,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    guard.stdin?.on('error', () => {});
    guard.unref();
    if (guard.stdin && 'unref' in guard.stdin && typeof guard.stdin.unref === 'function') guard.stdin.unref();
    if (guard.pid) enter(dir, guard.pid);
    if (postmaster) tell(postmaster);
    guard.once('exit', () => isStopping || setTimeout(begin, RETRY_MS).unref());
  };
  begin();
  const stop = async () => {
    isStopping = true;
    guard.stdin?.end();
    const pid = guard.pid ?? 0;
    for (let waited = 0; isAlive(pid) && waited < STOP_MS; waited += POLL_MS) await sleep(POLL_MS);
    if (guard.signalCode !== null) await leave(dir, pid, postmaster);
  };
  return { tell, stop };
}
