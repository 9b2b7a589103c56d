import { expect, test } from 'vitest';
import { canonicalJson, contentHash } from '@/lib/events/content-hash';

test('equal values have equal texts, whatever the order of keys', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: undefined })).toBe('{"b":[1,{"c":"x","d":null}]}');
  expect(canonicalJson({ x: 1, a: 2 })).toBe(canonicalJson({ a: 2, x: 1 }));
  expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
});

test('without the key a hash cannot be checked', () => {
  expect(contentHash(Buffer.from('a'), 'x')).not.toEqual(contentHash(Buffer.from('b'), 'x'));
  expect(contentHash(Buffer.from('a'), 'x')).toEqual(contentHash(Buffer.from('a'), Buffer.from('x')));
});
