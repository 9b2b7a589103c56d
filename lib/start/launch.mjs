import { join } from 'node:path';
import { withLock } from '../../db/lock.mjs';
import { codeOf } from '../../db/processes.mjs';
import { build, isBuilt } from './build.mjs';
import { install, isInstalled } from './install.mjs';
import { announce, claimPort, makeHome, refuseTwin, takeHome, withdraw } from './instance.mjs';
import { keepPostgres } from './keep-postgres.mjs';
import { keepServer } from './keep-server.mjs';
import { openLog, StartError, say, warn } from './output.mjs';
import { ownUrlOf, readSettings } from './settings.mjs';

/** Debrief ends within 5 s; whatever has not ended by then ends by itself, it notices that its launcher is gone. */
const END_MS = 4800;
const PARENT_MS = 200;

/**
 * Starts everything in order and ends it in the opposite order.
 * @param {{ root: string, isDev: boolean, isBuildOnly: boolean }} options
 */
export async function launch({ root, isDev, isBuildOnly }) {
  /** @type {(() => unknown)[]} */
  const undo = [];
  /** @type {Promise<void> | undefined} */
  let ending;
  const end = (/** @type {number} */ status) => {
    ending ??= (async () => {
      setTimeout(() => process.exit(status), END_MS);
      for (const step of undo.reverse()) await Promise.resolve(step()).catch((error) => warn(String(error)));
      process.exit(status);
    })();
    return ending;
  };
  const fail = (/** @type {unknown} */ error) => {
    const line = error instanceof Error ? error.message : String(error);
    if (!ending && line !== '') warn(line);
    return end(1);
  };
  endWithNpm(() => void end(0));
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => void end(0));
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  process.on('uncaughtException', fail);
  try {
    if (isBuildOnly) {
      await prepare(root, true, (text) => void process.stdout.write(text));
      process.exit(0);
    }
    await start({ root, isDev, undo, fail, isEnding: () => ending !== undefined });
  } catch (error) {
    await fail(error);
  }
}

/**
 * npm runs a script in a shell, and a shell that is ended by a signal does not pass it on.
 * @param {() => void} onEnd
 */
function endWithNpm(onEnd) {
  const shell = process.ppid;
  if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== shell && onEnd(), PARENT_MS).unref();
}

/** @param {{ root: string, isDev: boolean, undo: (() => unknown)[], fail: (error: unknown) => unknown, isEnding: () => boolean }} options */
async function start({ root, isDev, undo, fail, isEnding }) {
  const settings = readSettings(process.env);
  const { home, host, port: wanted, databaseUrl, mode, publicUrl } = settings;
  settings.warnings.forEach(warn);
  makeHome(home);
  const logs = join(home, 'logs');
  if (databaseUrl) await refuseTwin(home, ownUrlOf(host, wanted));
  else undo.push(await takeHome(home, wanted === 0 ? '' : ownUrlOf(host, wanted)));
  const port = await claimPort(host, wanted);
  const url = ownUrlOf(host, port);

  await prepare(root, !isDev, openLog(join(logs, 'build.log')));

  let database = databaseUrl;
  if (!database) {
    say('Starting the database…');
    const postgres = await keepPostgres({ dir: join(home, 'postgres'), log: join(logs, 'postgres.log'), onGiveUp: fail });
    undo.push(postgres.stop);
    database = postgres.url;
  }

  say('Starting the server…');
  const env = serverEnv({ ...settings, port }, database, isDev);
  const serverLog = join(logs, 'server.log');
  const server = keepServer({ root, isDev, host, port, url, env, log: openLog(serverLog), onGiveUp: fail });
  undo.push(server.stop);
  const isReady = await server.ready;
  if (isEnding()) return;
  if (!isReady) {
    throw new StartError(server.hasExplained() ? '' : `Debrief did not start. What the server said is in ${serverLog}`);
  }
  undo.push(() => withdraw(home));
  announce(home, url);
  say(`Debrief is ready at ${url}${mode === 'team' && publicUrl ? ` and for your team at ${publicUrl}` : ''}`);
  server.told().forEach(say);
}

/**
 * @param {import('./settings.mjs').Settings} settings
 * @param {string} database
 * @param {boolean} isDev
 * @returns {NodeJS.ProcessEnv}
 */
const serverEnv = ({ port, host, home, mode, publicUrl, prices, databaseUrl }, database, isDev) => ({
  ...process.env,
  NODE_ENV: isDev ? 'development' : 'production',
  NEXT_TELEMETRY_DISABLED: '1',
  PORT: String(port),
  HOST: host,
  DEBRIEF_HOME: home,
  // Said even when empty: the framework would otherwise take them from an .env file, which nobody has checked.
  DEBRIEF_MODE: mode,
  DEBRIEF_URL: publicUrl ?? '',
  DEBRIEF_PRICE_TABLE: prices ?? '',
  DATABASE_URL: database,
  DEBRIEF_DATABASE: databaseUrl ? 'server' : 'embedded',
});

/**
 * Installs and builds what is missing or stale; one start of this checkout at a time.
 * @param {string} root
 * @param {boolean} withPages
 * @param {(text: string | Uint8Array) => void} log
 */
async function prepare(root, withPages, log) {
  if (isInstalled(root) && (!withPages || isBuilt(root))) return;
  const work = async () => {
    if (!isInstalled(root)) {
      say('Installing dependencies (first start only)…');
      await install(root, log);
    }
    if (withPages && !isBuilt(root)) {
      say('Building (first start and after changes only)…');
      await build(root, log);
    }
  };
  try {
    await withLock(join(root, '.debrief', 'build.lock'), work, {
      onWait: () => say('Waiting for another start that is building…'),
    });
  } catch (error) {
    if (!['EACCES', 'EROFS', 'EPERM'].includes(codeOf(error) ?? '')) throw error;
    throw new StartError(`Debrief must be installed and built once by someone who may write in ${root}: npm ci && npm run build`);
  }
}
