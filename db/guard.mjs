// Started beside Postgres with a pipe to the program that uses it. When the pipe ends, however that program ended, so does the use.
import { leave, withDirectory } from './postmaster.mjs';

const dir = process.argv[2];
if (!dir) throw new Error('guard.mjs is started by embedded.mjs');

// A Ctrl-C in the terminal, or a signal to the whole group, is for the program: its end is what counts here.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGHUP', 'SIGTERM'])) process.on(signal, () => {});

process.stdin.resume();
process.stdin.on('error', () => {});
process.stdin.once('close', async () => {
  await withDirectory(dir, () => leave(dir, process.pid));
  process.exit(0);
});
