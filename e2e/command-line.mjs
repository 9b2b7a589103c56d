import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const DEBRIEF = fileURLToPath(new URL('../lib/cli/debrief.mjs', import.meta.url));

/**
 * Runs the command line as a person does, in a home of its own.
 * @param {string[]} args
 * @param {{ home: string, env?: Record<string, string> }} options
 */
export function startCommand(args, { home, env = {} }) {
  const child = spawn(process.execPath, [DEBRIEF, ...args], {
    env: { ...process.env, HOME: home, DEBRIEF_HOME: home, DEBRIEF_URL: '', DEBRIEF_TOKEN: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  /** @type {Set<() => void>} */
  const heard = new Set();
  const hear = (/** @type {Buffer | string} */ chunk) => {
    output += chunk;
    for (const tell of heard) tell();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  /** @type {Promise<number | null>} */
  const ended = new Promise((resolve) => child.once('close', resolve));
  /** Resolves when it has written this. @param {string} text @returns {Promise<void>} */
  const said = (text) =>
    new Promise((resolve, reject) => {
      const look = () => output.includes(text) && resolve();
      heard.add(look);
      look();
      void ended.then(() => reject(new Error(`debrief ${args[0]} ended: ${output.slice(-2000)}`)));
    });
  const stop = (/** @type {NodeJS.Signals} */ signal = 'SIGTERM') => {
    child.kill(signal);
    return ended;
  };
  return { pid: child.pid ?? 0, output: () => output, ended, said, stop };
}

/**
 * Follows a folder until `stop`.
 * @param {string} folder
 * @param {{ url: string, home: string, project: string }} options
 */
export async function startWatch(folder, { url, home, project }) {
  const watch = startCommand(['watch', folder, '--server', url, '--project', project], { home });
  await watch.said('Watching');
  return watch;
}
