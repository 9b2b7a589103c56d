import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { Analysis, Session } from '@/lib/sessions/schema';
import { AnalysisNote } from './analysis-note';

const textOf = (events: number, analysis: Partial<Analysis>) =>
  renderToStaticMarkup(<AnalysisNote session={{ sid: 'abc', stored_event_count: events, analysis } as Session} />).replace(
    /<[^>]+>/g,
    '',
  );

test.each([
  ['a long session that grew', 2312, { state: 'queued', settled_seq: 2000 }, 'Cutting the last 312 events…'],
  ['one event more', 31, { state: 'running', settled_seq: 30 }, 'Cutting the last event…'],
  ['a new session', 1, { state: 'queued', settled_seq: 0 }, 'Cutting 1 event…'],
  [
    'a cut that failed',
    31,
    { state: 'failed', reason: 'The shelf is full.', settled_seq: 0 },
    'The cut didn’t finish: The shelf is full. All 31 events are saved.',
  ],
  [
    'one that failed silently',
    1,
    { state: 'failed', reason: null, settled_seq: 0 },
    'The cut didn’t finish. Its event is saved.',
  ],
] as const)('%s', (_, events, analysis, expected) => {
  expect(textOf(events, analysis)).toContain(expected);
});
