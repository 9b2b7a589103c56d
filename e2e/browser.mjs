import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CACHE = fileURLToPath(new URL('../node_modules/.cache/debrief-browser', import.meta.url));
const NAMES = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'chrome', 'msedge'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

function systemBrowser() {
  const extensions = process.platform === 'win32' ? ['.exe'] : [''];
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const inPath = folders.flatMap((folder) => NAMES.flatMap((name) => extensions.map((ext) => join(folder, name + ext))));
  return [...inPath, ...PLACES].find((path) => existsSync(path)) ?? null;
}

async function playwrightsOwn() {
  const { chromium } = await import('playwright');
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : null;
}

/**
 * Unpacks the Chromium inside the npm package (Linux x64) with the system libraries that it brings, for machines that have neither.
 * The package unpacks into the temporary folder and only with these variables set; both are kept to this call.
 */
async function packagedBrowser() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  mkdirSync(CACHE, { recursive: true });
  const before = { TMPDIR: process.env.TMPDIR, AWS_EXECUTION_ENV: process.env.AWS_EXECUTION_ENV };
  Object.assign(process.env, { TMPDIR: CACHE, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' });
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    const path = await chromium.executablePath();
    provideFonts();
    return path;
  } finally {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

/** Without any font of the system a page's own fonts fail too: one that comes with Next serves where there is none. */
function provideFonts() {
  const folder = join(CACHE, 'fonts');
  copyFileSync(
    fileURLToPath(new URL('../node_modules/next/dist/compiled/@vercel/og/Geist-Regular.ttf', import.meta.url)),
    join(folder, 'Geist-Regular.ttf'),
  );
  const places = [folder, '/usr/share/fonts', '/usr/local/share/fonts'].map((place) => `<dir>${place}</dir>`).join('');
  const head = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">';
  writeFileSync(
    join(folder, 'fonts.conf'),
    `${head}<fontconfig>${places}<cachedir>${join(CACHE, 'fonts-cache')}</cachedir></fontconfig>`,
  );
}

/**
 * The path of a Chromium for tests: PLAYWRIGHT_CHROMIUM_PATH, else one on this machine, else Playwright's own, else the one inside the npm package.
 * @returns {Promise<string>}
 */
export async function findBrowser() {
  const given = process.env.PLAYWRIGHT_CHROMIUM_PATH;
  if (given) return given;
  const found = systemBrowser() ?? (await playwrightsOwn()) ?? (await packagedBrowser());
  if (!found)
    throw new Error('No Chromium found: install one, run `npx playwright install chromium`, or set PLAYWRIGHT_CHROMIUM_PATH');
  return found;
}
