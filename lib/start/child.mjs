import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const END_WITH_PARENT = new URL('end-with-parent.mjs', import.meta.url).href;

/**
 * Starts a Node program that never outlives this process. Detached: a Ctrl-C in the terminal reaches the launcher alone, which ends things in order.
 * @param {string[]} args the script and its arguments
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, preload?: string[] }} options `preload`: modules that are loaded before the script
 */
export function startNode(args, { cwd, env, preload = [] }) {
  const imports = [END_WITH_PARENT, ...preload].flatMap((module) => ['--import', module]);
  return spawn(process.execPath, [...imports, ...args], {
    cwd,
    env: { ...env, DEBRIEF_LAUNCHER: String(process.pid) },
    detached: true,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}

/**
 * Runs a Node program to its end.
 * @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, log: (text: string | Uint8Array) => void }} options
 * @returns {Promise<{ isDone: boolean, output: string }>}
 */
export function runNode(args, { cwd, env, log }) {
  return new Promise((resolve, reject) => {
    const child = startNode(args, { cwd, env });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        output += chunk;
        log(chunk);
      });
    }
    child.once('error', reject);
    child.once('close', (code) => resolve({ isDone: code === 0, output }));
  });
}

/** @param {string} relative to the root of the project */
export const inProject = (relative) => fileURLToPath(new URL(`../../${relative}`, import.meta.url));
