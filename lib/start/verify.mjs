import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const REPORT = join(ROOT, 'test-results', 'unit.json');
const bin = (/** @type {string[]} */ ...path) => join(ROOT, 'node_modules', ...path);

/** What verify runs besides the tests; each names the program and its arguments. */
const CHECKS = [
  { name: 'lint', command: [bin('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings', '.'] },
  { name: 'types', command: [bin('typescript', 'bin', 'tsc'), '--noEmit'] },
  { name: 'unused code', command: [bin('knip', 'bin', 'knip.js'), '--no-progress'] },
];

/**
 * Runs a program of node_modules with this Node and collects what it prints; prints it at once if `isLive`.
 * @param {string[]} command
 * @param {{ isLive?: boolean, env?: Record<string, string> }} [options]
 * @returns {Promise<{ status: number, output: string }>}
 */
export function run(command, { isLive = false, env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, {
      cwd: ROOT,
      env: { ...process.env, ...(process.stdout.isTTY ? {} : { NO_COLOR: '1', FORCE_COLOR: undefined }), ...env },
      stdio: ['ignore', isLive ? 'inherit' : 'pipe', isLive ? 'inherit' : 'pipe'],
    });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.on('close', (status) => resolve({ status: status ?? 1, output }));
  });
}

async function runTests() {
  rmSync(REPORT, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`];
  const { status } = await run([bin('vitest', 'vitest.mjs'), 'run', ...reporters], { isLive: true });
  try {
    const report = JSON.parse(readFileSync(REPORT, 'utf8'));
    const passed = Number(report.numPassedTests);
    // A file that cannot be loaded holds no failed test, yet the run has failed.
    const failed = Number(report.numFailedTests) || (status === 0 ? 0 : 1);
    return { passed, failed };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

/**
 * Lint, types, unused code, then unit and database tests.
 * @returns {Promise<{ passed: number, failed: number }>} a check counts as one
 */
export async function verify() {
  mkdirSync(join(ROOT, 'test-results'), { recursive: true });
  await run([bin('next', 'dist', 'bin', 'next'), 'typegen']);
  const checks = await Promise.all(CHECKS.map(async ({ name, command }) => ({ name, ...(await run(command)) })));
  for (const { name, status, output } of checks) console.log(status === 0 ? `${name}: ok` : `${name}: failed\n${output}`);
  const tests = await runTests();
  const broken = checks.filter((check) => check.status !== 0).length;
  return { passed: tests.passed + checks.length - broken, failed: tests.failed + broken };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { passed, failed } = await verify();
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed ? 1 : 0);
}
