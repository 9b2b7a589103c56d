import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FORMATS } from '@/lib/formats/registry';

test.each(FORMATS)('$name gives an event or a warning for any text', (format) => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, isTruncated) => {
      const state = format.start({ source: null, cwd: null }, []);
      const { records, warnings } = format.parse(state, { text, number: 7, isTruncated });
      expect(text.trim() === '' || records.some(({ events }) => events.length > 0) || warnings.length > 0).toBe(true);
    }),
  );
});
