import { isIP } from 'node:net';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { StartError } from './output.mjs';

/**
 * @typedef {object} Settings
 * @property {number} port 0: any free one
 * @property {string} host
 * @property {string} home
 * @property {string | null} databaseUrl null: the embedded Postgres
 */

const MAX_PORT = 65_535;

/**
 * Checks the part of the environment that the start needs. An empty variable is an absent one.
 * @param {Record<string, string | undefined>} env
 * @returns {Settings}
 */
export function readSettings(env) {
  if (env.DEBRIEF_MODE === 'team') {
    throw new StartError(
      'DEBRIEF_MODE=team needs accounts, which this version does not have. Leave DEBRIEF_MODE out, or set it to local.',
    );
  }
  if (env.DEBRIEF_MODE && env.DEBRIEF_MODE !== 'local')
    throw new StartError(`DEBRIEF_MODE is ${env.DEBRIEF_MODE}; it can be local or team.`);
  if (env.DEBRIEF_DEMO && !['auto', 'off'].includes(env.DEBRIEF_DEMO)) {
    throw new StartError(`DEBRIEF_DEMO is ${env.DEBRIEF_DEMO}; it can be auto or off.`);
  }
  if (env.DEBRIEF_URL && !/^https?:$/.test(protocolOf(env.DEBRIEF_URL))) {
    throw new StartError('DEBRIEF_URL is not an http or https address. Example: DEBRIEF_URL=https://debrief.example.com');
  }
  return {
    port: readPort(env.PORT),
    host: readHost(env.HOST),
    home: resolve(env.DEBRIEF_HOME || join(homedir(), '.debrief')),
    databaseUrl: readDatabaseUrl(env.DATABASE_URL),
  };
}

/** @param {string | undefined} value */
function readPort(value) {
  const port = Number(value || 3000);
  if (Number.isInteger(port) && port >= 0 && port <= MAX_PORT) return port;
  throw new StartError(`PORT is ${value}; it must be a number from 0 to ${MAX_PORT}.`);
}

/** @param {string | undefined} value */
function readHost(value) {
  const host = value || '127.0.0.1';
  if (isLoopback(host)) return host;
  throw new StartError(
    `HOST=${host} would let other machines in, and local mode has no sign-in: anyone who can reach it could read and change everything. Use HOST=127.0.0.1.`,
  );
}

/** @param {string} host */
export const isLoopback = (host) => host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

/** The value itself may hold a password: no message repeats it. @param {string | undefined} value */
function readDatabaseUrl(value) {
  if (!value) return null;
  if (/^postgres(ql)?:$/.test(protocolOf(value))) return value;
  throw new StartError(
    'DATABASE_URL is not a Postgres address. Example: DATABASE_URL=postgres://user:password@localhost:5432/debrief',
  );
}

/** @param {string} url */
const protocolOf = (url) => (URL.canParse(url) ? new URL(url).protocol : /^postgres(ql)?:\/\//.test(url) ? 'postgres:' : '');

/** @param {string} host @param {number} port */
export const urlOf = (host, port) => `http://${isIP(host) === 6 ? `[${host}]` : host}:${port}`;

/** @param {string} version such as 20.19.0 */
export function isNodeSupported(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 20 || (major === 20 && minor >= 19);
}
