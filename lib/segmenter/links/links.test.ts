import { expect, test } from 'vitest';
import type { LinkItem, LinkSegment } from '@/lib/segmenter/links/lineage';
import { replyIn } from '@/lib/segmenter/links/link-answers';
import { NO_SIGNALS } from '@/lib/segmenter/links/link-signals';
import { linksOf } from '@/lib/segmenter/links/links';

type Draft = Partial<Omit<LinkSegment, 'items'>> & { steps?: string[]; questions?: string[]; decisions?: string[] };

/** Segments of one session, an hour each; items are named by field and place: `step 1.0`. */
const story = (...drafts: Draft[]): LinkSegment[] =>
  drafts.map(({ steps = [], questions = [], decisions = [], signals, ...draft }, i) => {
    const items = (field: LinkItem['field'], name: string, texts: string[]): LinkItem[] =>
      texts.map((text, at) => ({ id: `${name} ${i + 1}.${at}`, field, text, party: null, evidence: [(i + 1) * 10] }));
    return {
      ...{ id: `segment ${i + 1}`, sessionId: 'one', n: i + 1, startedAt: i * 3600, endedAt: i * 3600 + 3599 },
      ...{
        title: `Part ${i + 1}`,
        ask: null,
        outcome: null,
        files: [],
        closed: [],
        hasShipped: false,
        signals: { ...NO_SIGNALS, ...signals },
      },
      items: [
        ...items('next_step', 'step', steps),
        ...items('question', 'question', questions),
        ...items('decision', 'decision', decisions),
      ],
      ...draft,
    };
  });
const found = (...drafts: Draft[]) =>
  linksOf(story(...drafts)).map(
    ({ itemId, segmentId, kind, isSuggestion }) => `${itemId} ${kind}${isSuggestion ? '?' : ''} ${segmentId}`,
  );
const opening = (text: string) => ({ ...NO_SIGNALS, prompts: [{ seq: 21, text, isOpening: true }] });
const worked = (text: string, isDone: boolean) => ({ ...NO_SIGNALS, tasks: [{ seq: 21, text, isDone }] });

test.each([
  ['Paint the north wall of the shed', { title: 'Painted the north wall of the shed' }, true],
  ['Paint the north wall of the shed', { title: 'Paint the south wall' }, false],
  ['Paint the north wall of the shed', { outcome: 'The north wall of the shed is painted.' }, true],
  ['Paint the north wall of the shed', { outcome: 'Still to do: paint the north wall of the shed.' }, false],
  ['Paint the north wall of the shed', { outcome: 'I did not paint the north wall of the shed.' }, false],
  ['Clear the stale crane lock per the handbook of 1970', { title: 'Clear the crane of ice' }, false],
  ['Clear the stale crane lock per the handbook of 1970', { title: 'Clear stale crane lock to free the pier' }, true],
  ['Merge the pump branch for #12 now', { title: 'Merge the pump branch for #13' }, false],
  [
    'Merge the pump branch for #12 now',
    { signals: { ...NO_SIGNALS, commits: [{ seq: 3, text: 'Merge the pump branch for #12' }] } },
    true,
  ],
  ['Run the tests', { title: 'Run the tests' }, false],
])('the step %j is taken up by %j: %s', (step, later, expected) => {
  expect(found({ steps: [step] }, later)).toEqual(expected ? ['step 1.0 picks_up segment 2'] : []);
  expect(found(later, { steps: [step] })).toEqual([]);
});

test('a task is picked up by the first segment that is at it, or done by the one that says so', () => {
  const task = 'Grease the jib of the crane';
  expect(found({ steps: [task] }, { signals: worked(task, false) })).toEqual(['step 1.0 picks_up segment 2']);
  expect(found({ steps: [task] }, { signals: worked(task, false) }, { signals: worked(task, true) })).toEqual([
    'step 1.0 completes segment 3',
  ]);
  expect(found({ signals: worked(task, true) }, { steps: [task] })).toEqual([]);
});

test('a task that is in every list is the same only in the same list, or in the next segment', () => {
  const task = 'Run the tests';
  const done = (...texts: string[]) => ({ ...NO_SIGNALS, tasks: texts.map((text) => ({ seq: 31, text, isDone: true })) });
  expect(found({ steps: [task] }, {}, { signals: done(task, 'Paint the shed') })).toEqual([]);
  expect(found({ steps: [task] }, { signals: done(task) })).toEqual(['step 1.0 completes segment 2']);
  expect(found({ steps: [task], signals: worked('Mend the pump', true) }, {}, { signals: done('Mend the pump', task) })).toEqual([
    'step 1.0 completes segment 3',
  ]);
});

test('what closes the ticket that an item names takes up the step, and may answer the question', () => {
  const closing = { closed: ['shop-4te.2', '#12'] };
  expect(found({ steps: ['shop-4te.2: trace it', 'See to #12 and #13', 'See to #1'] }, closing)).toEqual([
    'step 1.0 picks_up segment 2',
  ]);
  expect(linksOf(story({ questions: ['I could not reproduce #12'] }, closing))).toMatchObject([
    { kind: 'answers', isSuggestion: true, reason: 'Closes #12.' },
  ]);
});

test.each([
  ['yes', 'Shall I go ahead and commit these fixes?', 'certain'],
  ['2', 'Which approach?', 'certain'],
  ['let’s keep it simple for now', 'Which approach?', 'certain'],
  ['put it in the boathouse', 'What do you prefer?', 'certain'],
  ['ropes hold longer', 'Chains or ropes: what do you prefer?', 'certain'],
  ['hm, whatever the keeper says', 'What do you prefer?', 'likely'],
  ['ok, do nothing, can we add some signs?', 'What is your preference?', 'likely'],
  ['or #172?', 'What is your preference?', null],
  ['Do we have a crane?', 'What is your preference?', null],
  ['Now write the handbook of the light', 'Which approach?', null],
  ['/clear', 'Which approach?', null],
])('%j replies to %j: %s', (prompt, question, expected) => {
  expect(replyIn(prompt, question)).toBe(expected);
});

test('only the prompt that opens the very next segment replies', () => {
  const question = 'Which approach do you prefer?';
  expect(found({ questions: [question] }, { signals: opening('2') })).toEqual(['question 1.0 answers segment 2']);
  expect(found({ questions: [question] }, { signals: opening('whatever floats') })).toEqual(['question 1.0 answers? segment 2']);
  expect(found({ questions: [question] }, {}, { signals: opening('2') })).toEqual([]);
  const later = { ...NO_SIGNALS, prompts: [{ seq: 25, text: '2', isOpening: false }] };
  expect(found({ questions: [question] }, { signals: later })).toEqual([]);
});

test('two rare names and a commit suggest an answer, with the reason; one does not, nor what many segments name', () => {
  const doubt = 'I have not verified `pump.ts` against #271';
  const mended = { title: 'Mend `pump.ts`', outcome: 'It keeps #271.', hasShipped: true };
  const [link] = linksOf(story({ questions: [doubt] }, { title: 'Look at #271', hasShipped: true }, mended));
  expect(link).toMatchObject({
    ...{ segmentId: 'segment 3', isSuggestion: true, text: null, evidence: [] },
    reason: 'Names `pump.ts` and #271, and ends with a commit.',
  });
  expect(found({ questions: [doubt] }, { ...mended, hasShipped: false })).toEqual([]);
  const twice = story({ questions: [doubt] }, mended, { ...mended, title: 'Mend `pump.ts` again' });
  const after = (...refused: string[]) => linksOf(twice, (_, id) => refused.includes(id)).map(({ segmentId }) => segmentId);
  expect([after(), after('segment 2'), after('segment 2', 'segment 3')]).toEqual([['segment 2'], ['segment 3'], []]);
  const everywhere = Array.from({ length: 6 }, () => mended);
  expect(found({ questions: [doubt] }, ...everywhere)).toEqual([]);
});

test.each([
  ['Use steel ropes for the moorings', 'Use chains instead of steel ropes', true],
  ['Use steel ropes for the moorings', 'Switch from steel ropes to chains', true],
  ['Use steel ropes for the moorings', 'Use chains for the crane', false],
  ['Use chains instead of steel ropes', 'No longer use steel ropes', false],
  ['Which ropes should hold the boats? Steel', 'Which ropes should hold the boats? Hemp', true],
  ['Which ropes should hold the boats? Steel', 'Which ropes should hold the boats? Steel', false],
  ['Ready to proceed? Yes', 'Ready to proceed? No', false],
])('%j is superseded by %j: %s', (earlier, later, expected) => {
  expect(found({ decisions: [earlier] }, { decisions: [later] })).toEqual(expected ? ['decision 1.0 supersedes segment 2'] : []);
});

test('across sessions, later is what began after the other ended', () => {
  const [asked] = story({ steps: ['Paint the north wall of the shed'] });
  const [painted] = story({ title: 'Paint the north wall of the shed' });
  if (!asked || !painted) throw new Error('nothing was told');
  const other = { ...painted, id: 'other', sessionId: 'two' };
  expect(linksOf([asked, { ...other, startedAt: 4000, endedAt: 5000 }])).toHaveLength(1);
  expect(linksOf([asked, { ...other, startedAt: 1800, endedAt: 5000 }])).toEqual([]);
});
