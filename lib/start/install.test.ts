import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isInstalled } from '@/lib/start/install.mjs';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'debrief-install-'));
  mkdirSync(join(root, 'node_modules'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const LOCKED = {
  '': { version: '1.0.0' },
  'node_modules/web': { version: '2.0.0' },
  'node_modules/checker': { version: '3.0.0', dev: true },
  'node_modules/for-another-system': { version: '4.0.0', optional: true },
};
const list = (file: string, packages: object) => writeFileSync(join(root, file), JSON.stringify({ packages }));

test.each([
  ['all of it', LOCKED, true],
  ['without development and other systems', { 'node_modules/web': { version: '2.0.0' } }, true],
  ['an older version', { ...LOCKED, 'node_modules/web': { version: '1.9.0' } }, false],
  ['an older optional one', { ...LOCKED, 'node_modules/for-another-system': { version: '3.0.0' } }, false],
  ['nothing', {}, false],
])('%s', (_, installed, expected) => {
  list('package-lock.json', LOCKED);
  list('node_modules/.package-lock.json', installed);
  expect(isInstalled(root)).toBe(expected);
});

test('an interrupted installation has no list of its own', () => {
  list('package-lock.json', LOCKED);
  expect(isInstalled(root)).toBe(false);
});
