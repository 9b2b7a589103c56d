import { expect, test } from 'vitest';
import { askedReference } from '@/lib/segmenter/references/reference-names';

test.each([
  ['#12', ['#12'], null, null],
  ['acme/shop#12', ['#12'], null, 'acme/shop'],
  ['https://github.com/Acme/shop/pull/12', ['#12'], null, 'acme/shop'],
  ['AB135E5f0', ['ab135e5', 'ab135e5f', 'ab135e5f0'], 'ab135e5f0', null],
  ['origin/main', ['origin/main', 'main'], null, null],
  ['./lib/Dates.ts', ['./lib/Dates.ts', './lib/dates.ts', 'lib/Dates.ts'], null, null],
  ['ENT-96', ['ENT-96', 'ent-96'], null, null],
])('%s asks for %j', (text, names, prefix, repository) => {
  expect(askedReference(text)).toEqual({ names, prefix, repository });
});
