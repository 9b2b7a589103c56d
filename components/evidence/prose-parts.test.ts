import { expect, test } from 'vitest';
import { proseParts } from './prose-parts';

test.each([
  ['just words', ['text:just words']],
  ['before\n```ts\nconst a = 1;\n```\nafter', ['text:before', 'ts:const a = 1;', 'text:after']],
  ['```\nno language\n```', [':no language']],
  ['an open fence\n```sh\nls', ['text:an open fence', 'sh:ls']],
  ['inline ``` is no fence', ['text:inline ``` is no fence']],
  ['~~~py\nx\n~~~', ['py:x']],
])('%j', (message, expected) => {
  expect(proseParts(message).map((part) => `${part.kind === 'code' ? part.language : 'text'}:${part.text}`)).toEqual(expected);
});
