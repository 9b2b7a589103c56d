import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');

test('every icon has a shape, and every shape a name', () => {
  const names = [...read('./icon.tsx').matchAll(/^ {2}\| '(\w+)'/gm)].map(([, name]) => name);
  const shapes = [...read('./icons.svg').matchAll(/<symbol id="(\w+)"/g)].map(([, id]) => id);
  expect(names.length).toBeGreaterThan(30);
  expect(shapes.toSorted()).toEqual(names.toSorted());
});
