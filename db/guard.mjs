// Started beside Postgres with a pipe to the program that uses it. When the pipe ends, however that program ended, so does the use.
import { leave } from './postmaster.mjs';

const dir = process.argv[2];
if (!dir) throw new Error('guard.mjs is started by embedded.mjs');

// A Ctrl-C in the terminal, or a signal to the whole group, is for the program: its end is what counts here.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGHUP', 'SIGTERM'])) process.on(signal, () => {});

/** The program tells the pid of Postgres as soon as it knows it. */
let told = '';
process.stdin.on('data', (chunk) => {
  told += chunk;
});
process.stdin.on('error', () => {});
process.stdin.once('close', async () => {
  await leave(dir, process.pid, Number(told.trim().split('\n').at(-1)));
  process.exit(0);
});
