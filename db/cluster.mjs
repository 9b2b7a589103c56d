import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { run } from './processes.mjs';

const PASSWORD = 'debrief.password';

/** @param {string} dir */
export const readPassword = (dir) => readFileSync(join(dir, PASSWORD), 'utf8');

/**
 * Creates the cluster unless it is there: made beside its place and moved there whole, so that a killed start leaves none or all of it.
 * @param {object} options
 * @param {string} options.dir
 * @param {import('./postgres-program.mjs').Program} options.program
 * @param {import('./postgres-program.mjs').Privilege} options.privilege
 * @param {boolean} options.durable whether it must outlive the machine's loss of power
 */
export async function createCluster({ dir, program, privilege, durable }) {
  removeUnfinished(dir);
  if (existsSync(join(dir, 'PG_VERSION'))) return checkVersion(dir, program.major);
  if (existsSync(dir) && readdirSync(dir).length > 0) {
    throw new Error(`${dir} is not empty and not a Postgres directory. Move it away, or set DEBRIEF_HOME to another place.`);
  }
  const draft = `${dir}.new-${process.pid}`;
  const password = randomBytes(18).toString('base64url');
  const passwordFile = `${draft}.password`;
  const options = { ...privilege.options, env: program.env };
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  own([draft, passwordFile], privilege);
  const args = ['-D', draft, '-U', 'debrief', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale=C'];
  const [command = '', ...rest] = [
    ...privilege.wrap,
    program.initdb,
    ...args,
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ];
  const { status, output } = await run(command, rest, options);
  rmSync(passwordFile, { force: true });
  if (status !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw new Error(`The embedded Postgres could not be set up in ${dir}: ${output.trim().split('\n').slice(-3).join(' ')}`);
  }
  writeFileSync(join(draft, PASSWORD), password, { mode: 0o600 });
  own([join(draft, PASSWORD)], privilege);
  rmSync(dir, { recursive: true, force: true });
  renameSync(draft, dir);
}

/** @param {string} dir @param {number} major */
function checkVersion(dir, major) {
  const found = Number.parseInt(readFileSync(join(dir, 'PG_VERSION'), 'utf8'), 10);
  if (found === major) return;
  throw new Error(
    `The database in ${dir} was made by Postgres ${found}; this Debrief brings Postgres ${major}, which cannot open it. ` +
      `Use the Debrief that made it, or move its content with pg_dump of Postgres ${found} to a server and set DATABASE_URL.`,
  );
}

/** @param {string} dir */
function removeUnfinished(dir) {
  for (const name of readdirSync(dirname(dir))) {
    if (name.startsWith(`${basename(dir)}.new-`)) rmSync(join(dirname(dir), name), { recursive: true, force: true });
  }
}

/** @param {string[]} paths @param {import('./postgres-program.mjs').Privilege} privilege */
function own(paths, { owner }) {
  if (owner) for (const path of paths) chownSync(path, owner.uid, owner.gid);
}
