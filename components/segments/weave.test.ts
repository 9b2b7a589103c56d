import { expect, test } from 'vitest';
import { splitEnd, weave } from './weave';

const shape = (text: string, claims: string[]) => {
  const { stretches, lost } = weave(
    text,
    claims.map((each) => ({ text: each })),
  );
  expect(stretches.map((stretch) => stretch.text).join('')).toBe(text);
  return [...stretches.map(({ text: part, claim }) => `${claim ?? '-'}:${part}`), ...lost.map((claim) => `lost ${claim}`)];
};

test.each<[string, string, string[], string[]]>([
  ['two sentences', 'One. Two.', ['One.', 'Two.'], ['0:One.', '-: ', '1:Two.']],
  ['a sentence that nobody claims', 'One. Two. Three.', ['Two.'], ['-:One. ', '0:Two.', '-: Three.']],
  ['claims out of order', 'One. Two.', ['Two.', 'One.'], ['1:One.', '-: ', '0:Two.']],
  ['the same sentence twice', 'Done. Done.', ['Done.', 'Done.'], ['0:Done.', '-: ', '1:Done.']],
  ['a claim that is not in the text', 'One.', ['One.', 'Gone.'], ['0:One.', 'lost 1']],
  ['an empty claim', 'One.', [''], ['-:One.', 'lost 0']],
])('%s', (_, text, claims, expected) => {
  expect(shape(text, claims)).toEqual(expected);
});

test.each([
  ['It works.', ['It works', '.']],
  ['No mark', ['No mark', '']],
  ['Really?! ', ['Really', '?! ']],
])('citations stand before the end of %j', (sentence, parts) => {
  expect(splitEnd(sentence)).toEqual(parts);
});
