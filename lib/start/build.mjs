import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNode } from './child.mjs';
import { StartError } from './output.mjs';

/** What the built pages are made of. */
export const SOURCES = [
  ...['app', 'components', 'db', 'lib', 'public'],
  ...['instrumentation.ts', 'proxy.ts', 'next.config.ts', 'postcss.config.mjs', 'package.json', 'package-lock.json'],
];
const STAMP = join('.next', 'debrief-build.json');
const LAST_LINES = 20;

/**
 * One hash of all sources, by their paths and bytes. Tests and the programs of plain Node are not built.
 * @param {string} root
 */
export function fingerprint(root) {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap((source) => filesUnder(root, source))) {
    const bytes = readFileSync(join(root, path));
    hash.update(`${path.replaceAll('\\', '/')}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

/** @param {string} root @param {string} path @returns {string[]} */
function filesUnder(root, path) {
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  if (!found) return [];
  if (found.isDirectory()) {
    const names = readdirSync(join(root, path)).sort();
    return names.filter((name) => name !== 'fixtures').flatMap((name) => filesUnder(root, join(path, name)));
  }
  const isSource = !/\.test\.tsx?$|^(db|lib)\b.*\.mjs$/.test(path);
  return isSource ? [path] : [];
}

/**
 * Whether `.next` is a whole build of the sources as they are now.
 * @param {string} root
 */
export function isBuilt(root) {
  try {
    const stamp = JSON.parse(readFileSync(join(root, STAMP), 'utf8'));
    return stamp.sources === fingerprint(root) && existsSync(join(root, '.next', 'BUILD_ID'));
  } catch {
    return false;
  }
}

/**
 * Builds; the stamp comes last and holds the hash from before, so that neither a killed build nor an edit meanwhile is taken for good.
 * @param {string} root
 * @param {(text: string | Uint8Array) => void} log
 */
export async function build(root, log) {
  const sources = fingerprint(root);
  rmSync(join(root, STAMP), { force: true });
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', DATABASE_URL: '' };
  const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
  const { isDone, output } = await runNode([next, 'build'], { cwd: root, env, log });
  if (!isDone || !existsSync(join(root, '.next', 'BUILD_ID'))) {
    const said = output.trim().split('\n').slice(-LAST_LINES).join('\n');
    throw new StartError(`${said}\nThe build failed; the reason is above. Run npm run build to see all of it.`);
  }
  await bundleClient(root);
  mkdirSync(join(root, '.next'), { recursive: true });
  writeFileSync(join(root, STAMP), JSON.stringify({ sources }));
}

/**
 * The client that other programs import as `debrief/client`, as one file of plain JavaScript.
 * @param {string} root
 */
async function bundleClient(root) {
  const { build: bundle } = await import('esbuild');
  await bundle({
    entryPoints: [join(root, 'lib', 'sdk', 'debrief-client.ts')],
    outfile: join(root, 'dist', 'client.mjs'),
    bundle: true,
    platform: 'neutral',
    format: 'esm',
    target: 'es2022',
  });
}
