import { isIP } from 'node:net';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { StartError } from './output.mjs';
import { readPrices } from './prices.mjs';

/**
 * @typedef {object} Settings
 * @property {number} port 0: any free one
 * @property {string} host
 * @property {string} home
 * @property {string | null} databaseUrl null: the embedded Postgres
 * @property {'local' | 'team'} mode
 * @property {string | null} publicUrl the origin under which others reach it; null: the listening address
 * @property {string | null} prices the price table as JSON; null: none
 * @property {string[]} warnings what may be meant, but rarely is
 */

const MAX_PORT = 65_535;
const PUBLIC_URL_EXAMPLE = 'DEBRIEF_URL=https://debrief.example.com';
/** Who else may say who somebody is: each of these is given whole or not at all. */
const PROVIDERS = [
  ['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET'],
  ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
  ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'],
];

/**
 * Checks the part of the environment that the start needs. An empty variable is an absent one.
 * @param {Record<string, string | undefined>} env
 * @returns {Settings}
 */
export function readSettings(env) {
  if (env.DEBRIEF_DEMO && !['auto', 'off'].includes(env.DEBRIEF_DEMO)) {
    throw new StartError(`DEBRIEF_DEMO is ${env.DEBRIEF_DEMO}; it can be auto or off.`);
  }
  checkProviders(env);
  const mode = readMode(env.DEBRIEF_MODE);
  const publicUrl = readPublicUrl(env.DEBRIEF_URL);
  return {
    port: readPort(env.PORT),
    host: readHost(env.HOST, mode, publicUrl),
    home: resolve(env.DEBRIEF_HOME || join(homedir(), '.debrief')),
    databaseUrl: readDatabaseUrl(env.DATABASE_URL),
    mode,
    publicUrl,
    prices: readPrices(env.DEBRIEF_PRICES),
    warnings: mode === 'team' && publicUrl && !isPrivate(publicUrl) ? [inTheClear(publicUrl)] : [],
  };
}

/** @param {Record<string, string | undefined>} env */
function checkProviders(env) {
  for (const names of PROVIDERS) {
    const missing = names.filter((name) => !env[name]);
    if (missing.length === 0 || missing.length === names.length) continue;
    throw new StartError(`${inWords(names)} go together; ${inWords(missing)} ${missing.length === 1 ? 'is' : 'are'} not set.`);
  }
  if (env.OIDC_ISSUER && !isPrivate(env.OIDC_ISSUER)) {
    throw new StartError('OIDC_ISSUER is not an https address. Example: OIDC_ISSUER=https://login.example.com');
  }
}

/** @param {string[]} names */
const inWords = (names) => names.join(', ').replace(/, ([^,]*)$/, ' and $1');

/** @param {string | undefined} value @returns {'local' | 'team'} */
function readMode(value) {
  if (!value || value === 'local') return 'local';
  if (value === 'team') return 'team';
  throw new StartError(`DEBRIEF_MODE is ${value}; it can be local or team.`);
}

/** It may hold a password: no message repeats it. @param {string | undefined} value */
function readPublicUrl(value) {
  if (!value) return null;
  if (!/^https?:$/.test(protocolOf(value))) {
    throw new StartError(`DEBRIEF_URL is not an http or https address. Example: ${PUBLIC_URL_EXAMPLE}`);
  }
  const { origin, pathname, search, hash, username, password } = new URL(value);
  if (username || password)
    throw new StartError(`DEBRIEF_URL holds a name or a password; leave them out. Example: ${PUBLIC_URL_EXAMPLE}`);
  if (pathname !== '/' || search || hash) {
    throw new StartError(`DEBRIEF_URL has more than an address; Debrief needs a host of its own. Example: ${PUBLIC_URL_EXAMPLE}`);
  }
  return origin;
}

/** Whether what is sent to an address can be read on the way by nobody. @param {string} url */
function isPrivate(url) {
  const { protocol, hostname } = URL.canParse(url) ? new URL(url) : { protocol: '', hostname: '' };
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname.replace(/^\[(.*)\]$/, '$1')));
}

/** @param {string} publicUrl */
const inTheClear = (publicUrl) =>
  `DEBRIEF_URL is ${publicUrl}: passwords and sign-ins travel unencrypted. Put a proxy with HTTPS in front, and set DEBRIEF_URL to its address.`;

/** @param {string | undefined} value */
function readPort(value) {
  const port = Number(value || 3000);
  if (Number.isInteger(port) && port >= 0 && port <= MAX_PORT) return port;
  throw new StartError(`PORT is ${value}; it must be a number from 0 to ${MAX_PORT}.`);
}

/** @param {string | undefined} value @param {'local' | 'team'} mode @param {string | null} publicUrl */
function readHost(value, mode, publicUrl) {
  const host = value || '127.0.0.1';
  if (isLoopback(host)) return host;
  if (mode === 'local') {
    throw new StartError(
      `HOST=${host} would let other machines in, and local mode has no sign-in: anyone who can reach it could read and change everything. Use HOST=127.0.0.1, or turn accounts on: DEBRIEF_MODE=team.`,
    );
  }
  if (publicUrl) return host;
  throw new StartError(
    `HOST=${host} lets other machines in, and links and sign-ins need the address under which they find it. Set DEBRIEF_URL, for example ${PUBLIC_URL_EXAMPLE}`,
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

/**
 * Where this machine itself reaches a server that listens at `host`, which may stand for all of its addresses.
 * @param {string} host @param {number} port
 */
export const ownUrlOf = (host, port) => urlOf({ '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host, port);

/** @param {string} version such as 20.19.0 */
export function isNodeSupported(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 20 || (major === 20 && minor >= 19);
}
