import { expect, test } from 'vitest';
import { pathName } from '@/lib/segmenter/text/paths';

test.each([
  ['/work/shop/lib/a.ts', '/work/shop', '/work/shop', 'lib/a.ts'],
  ['a.ts', '/work/shop', '/work/shop/lib', 'lib/a.ts'],
  ['../docs/./b.md', '/work/shop', '/work/shop', '/work/docs/b.md'],
  ['../a.ts', null, null, '../a.ts'],
  ['/work/shop2/a.ts', '/work/shop/', '/work/shop', '/work/shop2/a.ts'],
])('%s, from %s in %s', (path, cwd, folder, name) => {
  expect(pathName(path, { cwd, folder })).toBe(name);
});
