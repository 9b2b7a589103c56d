import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { Event } from '@/lib/events/schema';
import type { Citation } from './citations';
import { EvidencePane } from './evidence-pane';
import { EvidenceState } from './evidence-state';
import { firstPageOfAll } from './first-page';
import { event } from './testing';

const inSegment = (seq: number, more: Partial<Event> = {}) => event(seq, { segment: 3, ...more });

const citation: Citation = { fields: ['outcome'], isCited: true, literals: ['19766'] };

/** The pane as the server sends it: what a reader without scripts has. */
function served(
  events: Event[],
  ask: { cited?: [number, Citation][]; selected?: number | null; filter?: 'all' | null; isTimed?: boolean } = {},
): string {
  const { cited = [], selected = null, filter = null, isTimed = true } = ask;
  const first = firstPageOfAll(events, 3, { cited: new Map(cited), selected, filter });
  return renderToStaticMarkup(
    <QueryClientProvider client={new QueryClient()}>
      <EvidenceState selected={selected}>
        <EvidencePane
          segment={{ sid: 'abcdefgh', n: 3, cut: 1 }}
          path="/p/sessions/s-abcdefgh/segments/3"
          cwd={null}
          clock={{ zone: 'UTC', now: Date.parse('2026-03-02T10:00:00.000Z'), suffix: '' }}
          isTimed={isTimed}
          citations={cited}
          first={first}
          query={{}}
        />
      </EvidenceState>
    </QueryClientProvider>,
  );
}

const many = (count: number) => Array.from({ length: count }, (_, i) => inSegment(i + 1));

test('events whose records tell no time show none', () => {
  expect(served(many(2))).toContain('<time');
  expect(served(many(2), { isTimed: false })).not.toContain('<time');
});

test('rows are disclosures with their text, and what is not cited is a link', () => {
  const html = served(many(9), { cited: [[4, citation]] });
  expect(html).toContain('<details');
  expect(html).toContain('cited in outcome');
  expect(html).toContain('3 more events not cited');
  expect(html).toContain('href="/p/sessions/s-abcdefgh/segments/3?event=5&amp;show=all#e5"');
});

test('a linked event is there and open, its result leads to it too', () => {
  const call = inSegment(5, {
    kind: 'tool_call',
    text: null,
    tool: { name: 'Bash', call_id: 'x', input: { command: 'wc -c spawn' } },
  });
  const result = inSegment(6, { kind: 'tool_result', text: null, tool: { call_id: 'x', output: '19766 spawn' } });
  const html = served([...many(4), call, result], { selected: 6, cited: [[5, citation]] });
  expect(html).toMatch(/id="e5"[^>]*shadow/);
  expect(html).toContain('id="e6"');
  expect(html).toMatch(/<details open=""/);
  expect(html).toMatch(/<span class="font-bold[^"]*">19766<\/span> spawn/);
});

test('nothing of a transcript is markup, and nothing of it is fetched or followed', () => {
  const html = served([inSegment(1, { text: '<img src="https://example.com/x.png"> [a](https://example.com) \u202egnp' })]);
  expect(html).not.toContain('<img');
  expect(html).not.toMatch(/href="https:/);
  expect(html).toContain('⟨U+202E⟩');
});

test('what is sent does not grow with the segment', () => {
  expect(served(many(400)).match(/data-seqs/g)?.length).toBe(60);
});
