#!/usr/bin/env node
// The `debrief` command. Where the sources lie beside it, it bundles them first if they have changed; else it runs the bundle as it is.
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SOURCE = join(ROOT, 'lib', 'cli', 'main.ts');
const BUNDLE = join(ROOT, 'dist', 'debrief.mjs');
const STAMP = join(ROOT, 'dist', 'debrief.json');

/** What a file was when it was bundled. @param {string} file */
function mark(file) {
  const found = statSync(join(ROOT, file), { throwIfNoEntry: false });
  return found ? `${found.mtimeMs}:${found.size}` : null;
}

function isFresh() {
  try {
    /** @type {Record<string, string>} */
    const marks = JSON.parse(readFileSync(STAMP, 'utf8'));
    return existsSync(BUNDLE) && Object.entries(marks).every(([file, known]) => mark(file) === known);
  } catch {
    return false;
  }
}

async function bundle() {
  const { build } = await import('esbuild');
  const draft = join(ROOT, 'dist', `debrief-${process.pid}.mjs`);
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [SOURCE],
    outfile: draft,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    mainFields: ['module', 'main'], // jsonc-parser's main file asks for its parts in a way that no bundle knows
    metafile: true,
    logLevel: 'warning',
    // Packages in the older module format ask for Node's own modules in a way that a bundle does not know.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  // Packages change only with the lockfile.
  const inputs = Object.keys(metafile.inputs).filter((file) => !file.startsWith('node_modules/') && !file.startsWith('<'));
  const marks = [...inputs, 'lib/cli/debrief.mjs', 'package-lock.json'].map((file) => [file, mark(file)]);
  renameSync(draft, BUNDLE);
  writeFileSync(STAMP, JSON.stringify(Object.fromEntries(marks)));
}

async function run() {
  if (existsSync(SOURCE) && !isFresh()) await bundle();
  const { main } = await import(pathToFileURL(BUNDLE).href);
  process.exitCode = await main(process.argv.slice(2));
}

await run().catch((error) => {
  const isMissing = error?.code === 'ERR_MODULE_NOT_FOUND';
  process.stderr.write(isMissing ? 'Debrief is not installed here yet: run npm install first.\n' : `${error?.stack ?? error}\n`);
  process.exitCode = 1;
});
