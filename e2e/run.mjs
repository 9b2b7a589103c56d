import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install, isInstalled } from '../lib/start/install.mjs';
import { freePort, removeHome, startServer, temporaryHome } from './server.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PRICES = join(ROOT, 'e2e', 'prices.json');
const REPORT = join(ROOT, 'test-results', 'e2e.json');

/** @returns {Promise<{ passed: number, failed: number }>} the journeys in a browser, against the production build */
async function journeys() {
  const { findBrowser } = await import('./browser.mjs');
  const { run } = await import('../lib/start/verify.mjs');
  const home = temporaryHome();
  const server = await startServer({ home, port: await freePort(), env: { DEBRIEF_DEMO: 'auto', DEBRIEF_PRICES: PRICES } });
  try {
    rmSync(REPORT, { force: true });
    const playwright = join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js');
    const only = process.argv.slice(2);
    const env = { PLAYWRIGHT_CHROMIUM_PATH: await findBrowser(), DEBRIEF_TEST_URL: server.url, DEBRIEF_TEST_HOME: home };
    const { status } = await run([playwright, 'test', ...only], { isLive: true, env });
    const { expected = 0, unexpected = 0, flaky = 0 } = existsSync(REPORT) ? JSON.parse(readFileSync(REPORT, 'utf8')).stats : {};
    return { passed: expected, failed: unexpected + flaky || (status === 0 ? 0 : 1) };
  } finally {
    await server.stop();
    await removeHome(home);
  }
}

// Tests need what only development needs, which a plain start may have left out.
if (!isInstalled(ROOT) || !existsSync(join(ROOT, 'node_modules', 'vitest'))) {
  console.log('Installing dependencies (first time only)…');
  await install(ROOT, (text) => process.stdout.write(text));
}
mkdirSync(join(ROOT, 'test-results'), { recursive: true });
const { verify } = await import('../lib/start/verify.mjs');
const total = process.argv.length > 2 ? { passed: 0, failed: 0 } : await verify();
try {
  const { passed, failed } = await journeys();
  total.passed += passed;
  total.failed += failed;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  total.failed += 1;
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed ? 1 : 0);
