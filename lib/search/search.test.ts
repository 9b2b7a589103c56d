import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { appendEvents } from '@/lib/events/commands';
import { addComment, deleteComment } from '@/lib/reviews/comment-commands';
import { putEdit, removeEdit } from '@/lib/reviews/edit-commands';
import { searchKinds, searchSegments } from '@/lib/search/queries';
import { type SearchHit, searchHit } from '@/lib/search/schema';
import { enqueueUnindexed, ensureIndexed, indexSession } from '@/lib/search/text-commands';
import { putSegments, settleSession } from '@/lib/segments/commands';
import { changeBoundaries } from '@/lib/segments/recut-commands';
import { ask, run, say } from '@/lib/segments/testing';
import { ensureSession, putSession } from '@/lib/sessions/commands';

const held = testDatabase();
const ctx = () => localContext(held.db, 'Ida');
const PROJECT = 'harbour';

async function append(externalId: string, day: string, ...events: Record<string, unknown>[]) {
  const items = events.map((event, index) => {
    const at = `${day}T09:${String(index).padStart(2, '0')}:00.000Z`;
    return { index, bytes: Buffer.from(JSON.stringify({ id: `e${index}`, at, actor: 'agent', kind: 'message', ...event })) };
  });
  await appendEvents(ctx(), { project: PROJECT, externalId }, items, 'json');
  const { id, sid } = await ensureSession(ctx(), { project: PROJECT, externalId });
  await settleSession(ctx(), id);
  return { id, sid };
}

const find = async (q: string, more: Partial<Parameters<typeof searchSegments>[2]> = {}) => {
  await ensureIndexed(ctx(), PROJECT);
  const page = await searchSegments(ctx(), PROJECT, { q, in: 'records', limit: 20, ...more });
  for (const item of page?.items ?? []) searchHit.parse(item);
  return page?.items ?? [];
};
const titles = (hits: SearchHit[]) => hits.map(({ title }) => title.text);
const marked = ({ text, marks }: { text: string; marks: [number, number][] }) => marks.map(([from, to]) => text.slice(from, to));

beforeAll(async () => {
  const ferry = { project: PROJECT, externalId: 'ferry' };
  await putSession(ctx(), ferry, { title: 'Timetable of the ferry', agent: 'codex', branch: 'harbour/271-tides' });
  await append(
    'ferry',
    '2026-03-02',
    ask('Mend the tide timers of #271'),
    run('node scripts/tide_gauge.mjs --fast', 'gauge calibrated at ab135e5f\nquayside-7 ready'),
    say('Mended.'),
    ask('Now the anchor'),
    run('make anchor', 'windlass greased'),
    say('Done.'),
  );
  await putSegments(ctx(), ferry, [
    {
      key: 'tides',
      title: 'Calibrate the tide timers',
      outcome: 'The timers in src/tides/gauge.ts agree with `tide_gauge` again; merged as ab135e5.',
      summary: 'A long look at why the gauges drifted, which ended with the spring tables.',
      key_decisions: ['Keep the daemon_reset switch until #271 is closed'],
      open_questions: ['Are the neap tables stale too?'],
      next_steps: [{ text: 'Run the gauges for a week', owner: 'person' }],
      first: 1,
      last: 3,
    },
    { key: 'anchor', title: 'Grease the windlass', status: 'failed', outcome: 'The anchor holds.', first: 4, last: 6 },
  ]);
  const other = { project: PROJECT, externalId: 'pier' };
  await putSession(ctx(), other, { title: 'Pier lights', agent: 'claude-code', branch: 'master' });
  await append('pier', '2026-05-02', ask('Lights'), say('Lit.'));
  await putSegments(ctx(), other, [
    { key: 'pier', title: 'Wire the pier lights', outcome: 'One timer switches them all.', first: 1, last: 2 },
  ]);
});

test.each([
  ['timer', ['Calibrate the tide timers', 'Wire the pier lights']],
  ['timers', ['Calibrate the tide timers', 'Wire the pier lights']],
  ['TIDE calibrating', ['Calibrate the tide timers']],
  ['windl', ['Grease the windlass']],
  ['daemon_reset', ['Calibrate the tide timers']],
  ['daemon_re', ['Calibrate the tide timers']],
  ['ab135e5', ['Calibrate the tide timers']],
  ['ab13', ['Calibrate the tide timers']],
  ['#271', ['Calibrate the tide timers']],
  ['#27', ['Calibrate the tide timers']],
  ['src/tides/gauge.ts', ['Calibrate the tide timers']],
  ['gauge.ts', ['Calibrate the tide timers']],
  ['src/ti', ['Calibrate the tide timers']],
  ['neap', ['Calibrate the tide timers']],
  ['timer anchor', []],
  ['calibrated quayside-7', []],
])('%s finds %j', async (q, expected) => {
  expect(titles(await find(q))).toEqual(expected);
});

test.each([
  ['ref:#271', ['Calibrate the tide timers']],
  ['branch:harbour', ['Calibrate the tide timers', 'Grease the windlass']],
  ['agent:claude', ['Wire the pier lights']],
  ['timer agent:codex', ['Calibrate the tide timers']],
  ['is:open', ['Calibrate the tide timers']],
  ['status:failed', ['Grease the windlass']],
  ['has:failure', ['Grease the windlass']],
  ['has:questions', ['Calibrate the tide timers']],
  ['has:decisions timer', ['Calibrate the tide timers']],
  ['has:comments', []],
  ['before:2026-04-01 anchor', ['Grease the windlass']],
  ['after:2026-05-02 before:2026-05-03', ['Wire the pier lights']],
])('%s finds %j', async (q, expected) => {
  expect(titles(await find(q)).sort()).toEqual(expected);
});

test('a hit says where it was found, with the words marked', async () => {
  const [hit] = await find('drift gauges');
  expect(hit).toMatchObject({
    kind: 'segment',
    field: 'summary',
    session: { title: 'Timetable of the ferry' },
    segment: { n: 1 },
  });
  expect(hit?.snippet && marked(hit.snippet)).toEqual(['gauges', 'drifted']);
  const [titled] = await find('calibrate');
  expect(titled).toMatchObject({ field: null, snippet: null });
  expect(titled && marked(titled.title)).toEqual(['Calibrate']);
});

test('raw events are found on request, and say which event it is', async () => {
  expect(await find('quayside-7')).toEqual([]);
  const [hit] = await find('quayside', { in: 'events' });
  expect(hit).toMatchObject({ field: 'event', seq: 2, segment: { n: 1, url: expect.stringMatching(/\/segments\/1\?event=2$/) } });
  expect(hit?.snippet && marked(hit.snippet)).toEqual(['quayside']);
  expect(titles(await find('windlass', { in: 'events' }))).toEqual(['Grease the windlass']);
  expect(titles(await find('windlass greased', { in: 'all' }))).toEqual(['Grease the windlass']);
});

test('pages follow each other without a gap, each segment once', async () => {
  const first = await searchSegments(ctx(), PROJECT, { q: 'timer', in: 'records', limit: 1 });
  const rest = await searchSegments(ctx(), PROJECT, { q: 'timer', in: 'records', limit: 1, cursor: first?.next_cursor ?? '' });
  expect(titles([...(first?.items ?? []), ...(rest?.items ?? [])])).toEqual([
    'Calibrate the tide timers',
    'Wire the pier lights',
  ]);
  expect(rest?.next_cursor).toBeNull();
  await expect(searchSegments(ctx(), PROJECT, { q: 'timer', in: 'records', limit: 1, cursor: 'none' })).rejects.toThrow(
    /start again/,
  );
});

test('questions, decisions, steps and sessions are found as such', async () => {
  const page = await searchKinds(ctx(), PROJECT, { q: 'ti', kinds: ['segment', 'session'], limit: 5 });
  expect(page?.items.map(({ kind, title }) => [kind, title.text])).toContainEqual(['session', 'Timetable of the ferry']);
  const items = await searchKinds(ctx(), PROJECT, { q: 'gauges', kinds: ['question', 'decision', 'next_step'], limit: 5 });
  expect(items?.items.map(({ kind, title }) => [kind, title.text])).toEqual([['next_step', 'Run the gauges for a week']]);
  const question = await searchKinds(ctx(), PROJECT, { q: 'stale', kinds: ['question'], limit: 5 });
  expect(question?.items[0]).toMatchObject({ kind: 'question', segment: { n: 1 } });
});

test('words follow what is said: a new revision, a new cut, and what was never read', async () => {
  const lock = { project: PROJECT, externalId: 'lock' };
  const { id, sid } = await append(
    'lock',
    '2026-06-01',
    ask('Oil the sluice'),
    run('make oil', 'oiled'),
    say('Oiled.'),
    ask('Paint the sluice'),
    say('Painted the pelican.'),
  );
  expect(await find('sluice')).not.toEqual([]);
  await putSegments(ctx(), lock, [{ key: 'oil', title: 'Grease the paddles', first: 1, last: 5 }]);
  expect(titles(await find('paddles'))).toEqual(['Grease the paddles']);
  await putSegments(ctx(), lock, [{ key: 'oil', title: 'Grease the capstan', first: 1, last: 5 }]);
  expect([await find('paddles'), titles(await find('capstan'))]).toEqual([[], ['Grease the capstan']]);
  await held.db.sql`delete from segment_texts where session_id = ${id}`;
  await enqueueUnindexed(ctx());
  expect(titles(await find('capstan'))).toEqual(['Grease the capstan']);
  expect(sid).toHaveLength(8);
});

test('a cut that is replaced is found no more', async () => {
  const { id } = await append(
    'dock',
    '2026-06-02',
    ask('Dredge the basin'),
    run('make dredge', 'kelp everywhere'),
    say('Dredged.'),
    ...Array.from({ length: 4 }, (_, i) => run(`make pump-${i}`, 'pumped')),
  );
  await find('basin');
  const [before] = await held.db.sql<{ id: string }[]>`select segment_id as id from segment_texts where session_id = ${id}`;
  await changeBoundaries(ctx(), { reason: 'split', segment: before?.id ?? '', at: 5 });
  const hits = await find('kelp', { in: 'events' });
  expect(hits.map(({ segment }) => segment?.url)).toEqual([expect.stringContaining('cut=2')]);
  const rows = await held.db.sql`select 1 from segment_texts where session_id = ${id}`;
  expect(rows).toHaveLength(2);
  await indexSession(ctx(), id);
});

test('comments are found as long as they stand', async () => {
  const [hit] = await find('windlass');
  const comment = await addComment(ctx(), hit?.segment?.id ?? '', { body: 'Was the barnacle scraped off first?' });
  expect((await find('barnacle'))[0]).toMatchObject({ field: 'comment', segment: { n: 2 } });
  expect(titles(await find('has:comments'))).toEqual(['Grease the windlass']);
  const kinds = await searchKinds(ctx(), PROJECT, { q: 'barna', kinds: ['comment'], limit: 3 });
  expect(kinds?.items.map(({ kind, title }) => [kind, title.text])).toEqual([['comment', 'Was the barnacle scraped off first?']]);
  await deleteComment(ctx(), comment.id, { mayModerate: false });
  expect(await find('barnacle')).toEqual([]);
});

test('what a person wrote in a record is found in the place of what stood there', async () => {
  const [hit] = await find('windlass');
  const id = hit?.segment?.id ?? '';
  await putEdit(ctx(), id, { field: 'outcome', value: 'The halyard holds.' });
  expect(titles(await find('halyard'))).toEqual(['Grease the windlass']);
  await removeEdit(ctx(), id, 'outcome');
  expect(await find('halyard')).toEqual([]);
});
