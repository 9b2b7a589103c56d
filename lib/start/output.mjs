import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const LOG_BYTES = 10 * 1024 * 1024;

/** What keeps Debrief from starting, said in one line that tells the person what to do. */
export class StartError extends Error {
  /** @override */
  name = 'StartError';
}

/** @param {string} line */
export const say = (line) => void process.stdout.write(`${line}\n`);

/** @param {string} line */
export const warn = (line) => void process.stderr.write(`${line}\n`);

/**
 * A log file that is shortened at each start.
 * @param {string} file
 * @returns {(text: string | Uint8Array) => void}
 */
export function openLog(file) {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_BYTES) renameSync(file, `${file}.old`);
  return (text) => {
    try {
      appendFileSync(file, text, { mode: 0o600 });
    } catch {
      // A full disk or a deleted home must not end what still works.
    }
  };
}
