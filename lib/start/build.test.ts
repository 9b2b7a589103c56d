import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fingerprint, isBuilt } from '@/lib/start/build.mjs';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'debrief-build-'));
  write('app/page.tsx', 'page');
  write('lib/rule.ts', 'rule');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
function pretendBuilt() {
  write('.next/BUILD_ID', 'id');
  write('.next/debrief-build.json', JSON.stringify({ sources: fingerprint(root) }));
}

test('a build of the sources as they are is used again', () => {
  expect(isBuilt(root)).toBe(false);
  pretendBuilt();
  expect(isBuilt(root)).toBe(true);
});

test.each([
  ['a changed file', () => write('lib/rule.ts', 'other')],
  ['a new file', () => write('components/new.tsx', '')],
  ['a moved file', () => renameSync(join(root, 'lib/rule.ts'), join(root, 'lib/role.ts'))],
  ['a changed lock', () => write('package-lock.json', '{}')],
  ['a new configuration', () => write('next.config.ts', '')],
  ['a build without its end', () => rmSync(join(root, '.next/BUILD_ID'))],
  ['a build without its stamp', () => rmSync(join(root, '.next/debrief-build.json'))],
  ['a torn stamp', () => write('.next/debrief-build.json', '{"sour')],
])('%s makes it stale', (_, change) => {
  pretendBuilt();
  change();
  expect(isBuilt(root)).toBe(false);
});

test.each(['lib/rule.test.ts', 'lib/start/launch.mjs', 'lib/formats/fixtures/new.jsonl', 'README.md', 'e2e/journey.spec.ts'])(
  '%s is no part of the build',
  (path) => {
    pretendBuilt();
    write(path, 'anything');
    expect(isBuilt(root)).toBe(true);
  },
);
