import { expect, test } from 'vitest';
import { referencesIn } from '@/lib/segmenter/references/mentions';
import { referencesOfFacts, unique } from '@/lib/segmenter/references/reference-identity';

const found = (text: string) => referencesIn(text).map((reference) => `${reference.kind} ${reference.text}`);

test.each([
  ['Bug #271 and fb #138', ['issue #271', 'issue #138']],
  ['Merged PR #133, see pull request #12', ['pull_request #133', 'pull_request #12']],
  ['Task #12 and step **#13** are done; open tasks: #14 (dates), #15; #5 is a point, issue #6 is none', ['issue #6']],
  ['session `53a5d919`, md5: 48f554e4, session_id=28c304f6', []],
  ['Merged PR `#92`', ['pull_request #92']],
  ['Committed ab135e5 and 3cc4d2e.', ['commit ab135e5', 'commit 3cc4d2e']],
  ['commit 1234567 is named', ['commit 1234567']],
  ['the number 1234567 is none, nor is deadbeef or 50d2c4b7-ca91-4e22', []],
  ['colour #ff00aa and a#12', []],
  ['grey is #424242 and black #000000, the border `#333`, the text #ccc or #999', []],
  ['a neutral fill, perhaps `#666`; `#777` for the text', []],
  ['color: #333; background-color: #111', []],
  ['issue #123456, fixed #271 for the background colour', ['issue #123456', 'issue #271']],
  ['background jobs hang, #302 says', ['issue #302']],
  ['Closed by #302 as text, not #271 for the border', ['issue #302', 'issue #271']],
  ['use #222 as background and `#666` for the text', []],
  ['querySelector(\'#12\'), href="#345", url(#44) and [below](#55)', []],
  ['```css\n#12 { top: 0 }\n.a { fill: #444 }\n/* see #271 */\n```\nand #138', ['issue #271', 'issue #138']],
  ['on branch `main` and branch fix/date-parser', ['branch main', 'branch fix/date-parser']],
  ['a new branch of the family', []],
  [
    'see https://github.com/acme/shop/issues/9, and https://github.com/acme/shop/pull/41.',
    ['issue https://github.com/acme/shop/issues/9', 'pull_request https://github.com/acme/shop/pull/41'],
  ],
  ['ENT-96 waits, UTF-8 and SHA-256 do not', ['ticket ENT-96']],
  ['changed `lib/a.ts:12` and `README.md`, not `npm test` or `a.b`', ['file lib/a.ts', 'file README.md']],
])('%j mentions %j', (text, expected) => {
  expect(found(text)).toEqual(expected);
});

test('what was produced wins over what was mentioned, and a number is one thing', () => {
  const produced = referencesOfFacts({ commits: ['ab135e5'], pull_requests: [{ number: 41, url: 'https://x/pull/41' }] });
  expect(unique([...referencesIn('ab135e5 closes #41'), ...produced])).toEqual([
    { kind: 'pull_request', text: '#41', role: 'produced' },
    { kind: 'commit', text: 'ab135e5', role: 'produced' },
  ]);
});

test('a number is one thing with and without its repository, unless several are named', () => {
  const own = { kind: 'issue', text: '#41', role: 'mentioned' } as const;
  const closed = { kind: 'issue', text: 'acme/shop#41', role: 'closed' } as const;
  const address = { kind: 'pull_request', text: 'https://github.com/Acme/shop/pull/41', role: 'read' } as const;
  const other = { kind: 'issue', text: 'acme/boats#41', role: 'read' } as const;
  expect(unique([own, closed, address])).toEqual([{ kind: 'pull_request', text: '#41', role: 'closed' }]);
  expect(unique([closed, other])).toEqual([closed, other]);
});

test('many numbers beside many fences are read in time that grows with the text', () => {
  const text = '```\n```\n'.repeat(40_000) + '#1234 '.repeat(40_000);
  expect(referencesIn(text)).toEqual([{ kind: 'issue', text: '#1234', role: 'mentioned' }]);
});
