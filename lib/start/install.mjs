import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { runNode } from './child.mjs';
import { StartError } from './output.mjs';

/** @typedef {{ version?: string, dev?: boolean, devOptional?: boolean, optional?: boolean, peer?: boolean }} Locked */

/**
 * Whether node_modules holds what package-lock.json says. npm writes its own list last, so an interrupted installation has none.
 * Packages that only development needs may be missing.
 * @param {string} root
 */
export function isInstalled(root) {
  const installed = readPackages(join(root, 'node_modules', '.package-lock.json'));
  const locked = readPackages(join(root, 'package-lock.json'));
  if (!installed || !locked) return false;
  return Object.entries(locked).every(([path, { version, dev, devOptional, optional }]) => {
    if (path === '' || dev) return true;
    const found = installed[path];
    return found ? found.version === version : Boolean(optional || devOptional);
  });
}

/** @param {string} file @returns {Record<string, Locked> | null} */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return null;
  }
}

/**
 * @param {string} root
 * @param {(text: string | Uint8Array) => void} log
 */
export async function install(root, log) {
  const npm = findNpm();
  if (!npm)
    throw new StartError(`The dependencies are not installed and npm was not found. Run npm ci in ${root}, then start again.`);
  const { isDone, output } = await runNode([npm, 'ci', '--no-audit', '--no-fund'], { cwd: root, env: process.env, log });
  if (isDone) return;
  const reason = output.split('\n').find((line) => /npm (ERR!|error)/.test(line) && !/\bcode\b/.test(line));
  throw new StartError(
    `npm ci failed${reason ? `: ${reason.replace(/npm (ERR!|error) ?/, '')}` : ''}. Run npm ci in ${root} to see why.`,
  );
}

/** npm is itself a Node program: starting it as one needs no shell on any system. */
function findNpm() {
  const bin = dirname(realpathSync(process.execPath));
  const beside = ['node_modules', '../lib/node_modules'].map((folder) => join(bin, folder, 'npm', 'bin', 'npm-cli.js'));
  const given = process.env.npm_execpath ?? '';
  return [basename(given).startsWith('npm-cli') ? given : '', ...beside].find((file) => file !== '' && existsSync(file));
}
