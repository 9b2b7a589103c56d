import { expect, test } from 'vitest';
import { languageOf } from './highlight';

test.each([
  ['ts', 'tsx'],
  ['lib/a.test.ts', 'tsx'],
  ['JSON', 'json'],
  ['Makefile', null],
  ['constructor', null],
  ['__proto__', null],
])('%s is in %s', (name, language) => expect(languageOf(name)).toBe(language));
