import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { Fold } from './fold';
import { oneLine } from './one-line';
import { Prose } from './prose';

/** What stands in the element that keeps a text's direction to itself. */
const html = (text: string, references?: string[]) =>
  /^<span class="words">(.*)<\/span>$/s.exec(
    renderToStaticMarkup(<Prose text={text} references={references?.map((one) => ({ text: one }))} />),
  )?.[1];

describe('Prose', () => {
  test.each([
    ['plain', 'Merged and pushed.', 'Merged and pushed.'],
    ['code', 'run `npm test` now', 'run <code>npm test</code> now'],
    ['an open back-tick stays', "it's a ` here", 'it&#x27;s a ` here'],
    ['strong', '**Done.** All green', '<strong class="font-medium">Done.</strong> All green'],
    ['code in strong', '**A. `x` wins**', '<strong class="font-medium">A. <code>x</code> wins</strong>'],
    ['html is text', '<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
    ['an address is text', 'see https://example.com/a', 'see https://example.com/a'],
    ['a link is its name', 'in [a `b`](src/b.ts:4).', 'in <span title="src/b.ts:4">a <code>b</code></span>.'],
    ['brackets stay', 'list[0](a b) and [x] (y)', 'list[0](a b) and [x] (y)'],
    [
      'a name of a program',
      'call spawn_worker, read docs/tide.md.',
      'call <code>spawn_worker</code>, read <code>docs/tide.md</code>.',
    ],
    ['words are not names', 'e.g. v1.2 of a-b and https://x.example/a_b.md', 'e.g. v1.2 of a-b and https://x.example/a_b.md'],
    ['colours of a terminal are gone', '\u001b[31mred\u001b[0m', 'red'],
    ['what turns direction is shown', 'a\u202eb', 'a⟨U+202E⟩b'],
  ])('%s', (_, text, expected) => expect(html(text)).toBe(expected));

  test('underlines references where they stand alone', () => {
    expect(html('fix #27 and #271, not x#27', ['#27', '#271'])).toBe(
      'fix <span class="ref tabular-nums">#27</span> and <span class="ref tabular-nums">#271</span>, not x#27',
    );
  });
  test('underlines a reference in back-ticks', () => {
    expect(html('on `ab135e5`', ['ab135e5'])).toBe('on <code><span class="ref">ab135e5</span></code>');
  });
  test('leads to where a rule says, else to the page of the identifier', () => {
    const references = [
      { text: 'ab135e5', href: 'https://git.example.test/ab135e5', page: '/pond/references/ab135e5' },
      { text: 'PD-7', page: '/pond/references/PD-7' },
    ];
    const markup = renderToStaticMarkup(<Prose text="`ab135e5` for PD-7" references={references} />);
    expect([...markup.matchAll(/href="([^"]+)"[^>]* data-ref="([^"]+)"/g)].map(([, href, ref]) => [ref, href])).toEqual([
      ['ab135e5', 'https://git.example.test/ab135e5'],
      ['PD-7', '/pond/references/PD-7'],
    ]);
  });
});

describe('Fold', () => {
  const fold = (text: string) => renderToStaticMarkup(<Fold text={text} limit={20} label="Read on" render={(part) => part} />);
  test('leaves a text alone that is hardly longer', () => expect(fold('a text of 21 letters.')).toBe('a text of 21 letters.'));
  test('cuts at a word and keeps the rest once', () => {
    const folded = fold('one two three four five six seven');
    expect(folded.startsWith('one two three four…<details')).toBe(true);
    expect(folded).toContain('</summary>…five six seven</details>');
  });
  test('moves a fenced block to the rest as a whole', () => {
    expect(fold('See this code\n```go\nfunc main() {}\n```\nend')).toMatch(/^See this code…<details.*…```go\nfunc main/s);
  });
});

test('a message as one line', () => {
  const message = '## Done\n\n| File | Fix |\n|---|---|\n| a.go | **nil** |\n```go\nx\n```\n- one';
  expect(oneLine(message, 100)).toBe('Done File · Fix a.go · nil x one');
  expect(oneLine('one two three', 9)).toBe('one two…');
  expect(oneLine('<!-- {"round":5} --> done', 100)).toBe('done');
});
