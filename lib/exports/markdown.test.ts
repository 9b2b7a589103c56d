import { expect, test } from 'vitest';
import { segmentMarkdown } from '@/lib/exports/markdown';
import type { ExportedSegment } from '@/lib/exports/people';
import { NO_FACTS } from '@/lib/segmenter/facts/facts';
import { usageOf } from '@/lib/sessions/usage';

const bare: ExportedSegment = {
  id: '0192f3a1-7c5e-7b8a-9d64-2f1c3e5a7b90',
  n: 3,
  of: 4,
  cut: 1,
  sid: '4f7k2m9c',
  key: null,
  rev: 1,
  written_at: '2026-11-20T10:00:00.000Z',
  origin: 'agent',
  is_open: false,
  title: 'Repair the # sign',
  status: 'done',
  verification: 'none',
  ask: null,
  summary: null,
  outcome: null,
  claims: { summary: [], outcome: [] },
  next_steps: [],
  key_decisions: [],
  open_questions: [],
  may_answer: [],
  facts: { ...NO_FACTS, usage: usageOf(null, { prices: {}, model: null, isRecorded: false }) },
  references: [],
  first_seq: null,
  last_seq: null,
  event_count: 1,
  started_at: '2026-03-01T23:50:00.000Z',
  ended_at: '2026-03-02T00:05:00.000Z',
  mark: null,
  marks: [],
  comment_count: 0,
  edits: {},
  flags: [],
  comments: [],
  url: '/harbour/sessions/repair-4f7k2m9c/segments/3',
};
const claim = { resolutions: [], evidence: [], support: 'none' as const, origin: 'agent' as const, verdict: null, key: null };

test('what a segment does not have leaves no heading', () => {
  expect(segmentMarkdown(bare)).toBe(
    '## 3. Repair the # sign\nDone · 2026-03-01 23:50–2026-03-02 00:05 UTC · 15 min · 1 event · </harbour/sessions/repair-4f7k2m9c/segments/3>\n',
  );
});

test('steps say who has to act and what became of them, questions their answer', () => {
  const pointer = { sid: '4f7k2m9c', n: 4, url: '/x' };
  const told: ExportedSegment = {
    ...bare,
    outcome: 'It *works*.',
    key_decisions: [{ ...claim, id: 'a', text: 'Keep the old name', by: 'agent', superseded_by: pointer, resolved_by: null }],
    next_steps: [
      { ...claim, id: 'b', text: 'Choose a colour', owner: 'person', state: 'open', picked_up_in: null, resolved_by: null },
      { ...claim, id: 'c', text: 'Paint', owner: 'agent', state: 'picked_up', picked_up_in: pointer, resolved_by: null },
    ],
    open_questions: [
      {
        ...claim,
        id: 'd',
        text: 'Red or blue?',
        state: 'answered',
        answer: 'Blue',
        answered_in: pointer,
        answered_by: null,
        suggested_in: null,
      },
      { ...claim, id: 'e', text: 'When?', state: 'open', answer: null, answered_in: null, answered_by: null, suggested_in: null },
      {
        ...{ ...claim, id: 'f', text: 'Why?', state: 'open', answer: null, answered_in: null, answered_by: null },
        suggested_in: { ...pointer, reason: 'Names `a.ts` and #3, and ends with a commit.' },
      },
    ],
    may_answer: [{ id: 'g', text: 'Who?', asked_in: { ...pointer, n: 1 }, reason: 'Names #1 and #2, and decides something.' }],
  };
  const text = segmentMarkdown(told);
  expect(text).toContain('**Outcome.** It \\*works\\*.');
  expect(text).toContain('**Key decisions**\n- Keep the old name (superseded in 4)');
  expect(text).toContain('**Next steps**\n- Choose a colour (waits for a person)\n- Paint (picked up in 4)');
  expect(text).toContain(
    '**Open questions**\n- Red or blue? (answered in 4) Answer: Blue\n- When?\n- Why? Segment 4 may answer this. It names `a.ts` and #3, and ends with a commit.',
  );
  expect(text).toContain('**May answer**\n- Who? (asked in 1) Names #1 and #2, and decides something.');
});

test('a sentence that the events contradict says so, with the event that shows it', () => {
  const verdict = {
    is: 'contradicted' as const,
    reason: 'The last test run (`npm test`) ended with exit code 1',
    evidence: [12],
  };
  const outcome = [{ text: 'All tests pass.', evidence: [], support: 'none' as const, origin: 'agent' as const, verdict }];
  const text = segmentMarkdown({ ...bare, outcome: 'All tests pass.', claims: { outcome, summary: [] } });
  expect(text).toContain(
    '**Outcome.** All tests pass.\n\n**Contradicted by the facts.** “All tests pass.” The last test run (`npm test`) ended with exit code 1 (event 12).',
  );
});

test('what people said stands there briefly, in their names', () => {
  const by = { name: 'Ida', party: 'person' as const, is_you: false, at: '2026-03-03T09:00:00.000Z' };
  const at = by.at;
  const comment = { id: 'c', by: 'Ken', mine: false, quote: null, created_at: at, edited_at: null, url: '/x' };
  const quote = { field: 'outcome' as const, item: null, start: 0, end: 9, text: 'It works.', rev: 1, stale: true };
  const text = segmentMarkdown({
    ...bare,
    edits: { title: { by: 'Ida', at }, next_steps: { by: 'Ida', at } },
    flags: [{ id: 'f', field: 'outcome', text: 'It *works*.', note: 'Not on phones', by: 'Ken', at, mine: false }],
    next_steps: [{ ...claim, id: 'b', text: 'Paint', owner: 'agent', state: 'done', picked_up_in: null, resolved_by: by }],
    open_questions: [
      {
        ...{ ...claim, id: 'd', text: 'Red or blue?', state: 'answered', answer: 'Blue', answered_in: null },
        ...{ answered_by: by, suggested_in: null },
      },
    ],
    comments: [
      { ...comment, body: 'Looks good\n# no heading' },
      { ...comment, quote, body: 'Does it?' },
    ],
  });
  expect(text).toContain('- Paint (done, says Ida)');
  expect(text).toContain('- Red or blue? (answered, says Ida) Answer: Blue');
  expect(text).toContain('**Flagged as wrong by Ken.** “It \\*works\\*.” Not on phones');
  expect(text).toContain('**Edited by Ida.** The title, next steps.');
  expect(text).toContain(
    '**Comments**\n- Ken, 2026-03-03: Looks good\n  \\# no heading\n- Ken, 2026-03-03 on “It works.” (from an earlier version): Does it?',
  );
});
