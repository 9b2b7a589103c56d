import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { codeOf, isAlive, sleep } from './processes.mjs';

/** @typedef {{ pid: number, port: number, token: string, note: string }} Holder */

const POLL_MS = 50;
const ANSWER_MS = 2000;
/** How long a file without content counts as being written: longer only when its writer was killed. */
const WRITING_MS = 3000;

/**
 * Takes the lock `dir`, or answers null when another process (or this one) holds it.
 *
 * A holder answers on a loopback port with its token, so a killed holder is told from a living one whatever process has its
 * pid now. Takers of a dead lock create the next numbered file; the newest file is never deleted, so only one of them wins.
 * @param {string} dir
 * @param {string} [note] what others may read about the holder
 * @returns {Promise<(() => void) | null>} releases the lock
 */
export async function tryLock(dir, note = '') {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  for (;;) {
    const newest = newestIn(dir);
    if (newest > 0 && (await isHeld(join(dir, String(newest))))) return null;
    const file = join(dir, String(newest + 1));
    const { holder, close } = await answer(note);
    try {
      writeFileSync(file, JSON.stringify(holder), { flag: 'wx', mode: 0o600 });
    } catch (error) {
      close();
      if (codeOf(error) === 'EEXIST') continue;
      throw error;
    }
    if (newestIn(dir) > newest + 1) {
      rmSync(file, { force: true });
      close();
      continue;
    }
    for (const older of generations(dir)) if (older <= newest) rmSync(join(dir, String(older)), { force: true });
    return () => {
      close();
      if (existsSync(file)) writeFileSync(file, '{}');
    };
  }
}

/**
 * Runs `work` while holding the lock `dir`, after waiting for whoever holds it.
 * @template T
 * @param {string} dir
 * @param {() => Promise<T>} work
 * @param {{ onWait?: () => void }} [options]
 * @returns {Promise<T>}
 */
export async function withLock(dir, work, { onWait } = {}) {
  let release = await tryLock(dir);
  if (!release) onWait?.();
  while (!release) {
    await sleep(POLL_MS);
    release = await tryLock(dir);
  }
  try {
    return await work();
  } finally {
    release();
  }
}

/**
 * The note of whoever took the lock last.
 * @param {string} dir
 */
export function noteOf(dir) {
  const holder = read(join(dir, String(newestIn(dir))));
  return holder && holder !== 'writing' ? holder.note : '';
}

/** @param {string} dir */
const generations = (dir) =>
  readdirSync(dir)
    .map(Number)
    .filter((n) => n > 0);

/** @param {string} dir */
const newestIn = (dir) => Math.max(0, ...generations(dir));

/** @param {string} file */
async function isHeld(file) {
  const holder = read(file);
  if (holder === 'writing') return true;
  if (!holder?.token) return false;
  const said = await ask(holder.port);
  return said === 'silence' ? isAlive(holder.pid) : said === holder.token;
}

/** @param {string} file @returns {Holder | 'writing' | null} */
function read(file) {
  try {
    const text = readFileSync(file, 'utf8');
    if (text === '') return Date.now() - statSync(file).mtimeMs < WRITING_MS ? 'writing' : null;
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** @param {number} port @returns {Promise<string>} what the port says, `silence` when it takes the call and says nothing */
const ask = (port) =>
  new Promise((resolve) => {
    let said = '';
    const socket = connect(port, '127.0.0.1');
    socket.setTimeout(ANSWER_MS, () => {
      resolve(said || 'silence');
      socket.destroy();
    });
    socket.on('data', (chunk) => {
      said += chunk;
    });
    socket.on('error', () => resolve('nobody'));
    socket.on('end', () => resolve(said || 'nobody'));
    socket.on('close', () => resolve(said || 'nobody'));
  });

/** @param {string} note @returns {Promise<{ holder: Holder, close: () => void }>} */
const answer = (note) =>
  new Promise((resolve, reject) => {
    const token = randomUUID();
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.end(token);
    });
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.unref();
      const port = address && typeof address === 'object' ? address.port : 0;
      resolve({ holder: { pid: process.pid, port, token, note }, close: () => void server.close() });
    });
  });
