import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { testDatabase } from '@/db/testing';
import { activity, appendResult, event } from '@/lib/events/schema';
import { page } from '@/lib/http/schema';
import { bad, good, testApi } from '@/lib/http/testing';
import { referenceUse, segment, segmentsResult, timeline } from '@/lib/segments/schema';
import { session, sessionRow } from '@/lib/sessions/schema';

const api = testApi(testDatabase());
const LEAD = '/api/v1/projects/harbour/sessions/lead';
/** The second half happens twelve hours after the first. */
const minute = (n: number) => new Date(Date.parse(`2026-03-01T${n < 4 ? '08' : '20'}:00:00Z`) + n * 60_000).toISOString();
const say = (n: number, more: object = {}) => ({
  id: `e${n}`,
  at: minute(n),
  actor: 'agent',
  kind: 'message',
  text: `Step ${n}`,
  ...more,
});
const first = {
  key: 'count',
  title: 'Count the boats',
  status: 'done',
  summary: 'Counted <all> boats.',
  outcome: 'There are twelve boats.',
  next_steps: [{ key: 'paint', text: 'Choose the colour', owner: 'person', evidence: ['e3'] }],
  key_decisions: ['Count the dinghies as well'],
  open_questions: [{ key: 'ferry', text: 'Is the ferry a boat?' }, 'Who owns the raft?'],
  first: 'e1',
  last: 'e3',
};
const second = {
  key: 'paint',
  title: 'Paint the hulls',
  status: 'failed',
  answers: [{ question: 'ferry', text: 'It is.' }],
  first: 'e4',
  last: 'e6',
};

let sid = '';
beforeAll(async () => {
  await good(session, api.send('PUT', LEAD, { title: 'Boats', agent: 'claude' }));
  const events = [1, 2, 3, 4, 5, 6].map((n) =>
    say(n, n === 1 || n === 4 ? { actor: 'human', kind: 'prompt', text: `Now step ${n}` } : {}),
  );
  await good(appendResult, api.send('POST', `${LEAD}/events`, { events: events.slice(0, 3) }));
  await good(
    appendResult,
    api.send('POST', `${LEAD}/events`, {
      events: [say(21, { thread: 'sub', at: minute(3) }), say(22, { thread: 'sub', at: minute(4) })],
    }),
  );
  await good(appendResult, api.send('POST', `${LEAD}/events`, { events: events.slice(3) }));
  await good(segmentsResult, api.send('POST', `${LEAD}/segments`, { segments: [first, second] }));
  await good(session, api.send('PUT', '/api/v1/projects/harbour/sessions/worker', { parent: 'lead', started_at: minute(5) }));
  const rows = await good(page(sessionRow), api.fetch('/api/v1/projects/harbour/sessions'));
  sid = rows.items.find((row) => row.external_id === 'lead')?.sid ?? '';
});

describe('segments that were sent', () => {
  test('are read in order, page by page', async () => {
    const read = (query: string) => good(page(segment), api.fetch(`/api/v1/sessions/${sid}/segments?${query}`));
    const all = await read('');
    expect([all.items.map((item) => [item.n, item.of, item.title]), all.next_cursor]).toEqual([
      [
        [1, 2, 'Count the boats'],
        [2, 2, 'Paint the hulls'],
      ],
      null,
    ]);
    const one = await read('limit=1');
    const rest = await read(`limit=1&cursor=${one.next_cursor}`);
    expect([...one.items, ...rest.items]).toEqual(all.items);
    expect(await good(segment, api.fetch(`/api/v1/sessions/${sid}/segments/2?cut=2`))).toEqual(all.items[1]);
  });

  test('make the timeline and the tape', async () => {
    const { of, segments } = await good(timeline, api.fetch(`/api/v1/sessions/${sid}/timeline`));
    expect([of, segments.length]).toEqual([2, 2]);
    const { bins } = await good(activity, api.fetch(`/api/v1/sessions/${sid}/activity`));
    expect(bins.reduce((sum, bin) => sum + bin.events, 0)).toBe(8);
  });

  test('can be put one by one; what is wrong with one is a problem', async () => {
    const put = await good(segmentsResult, api.send('PUT', `${LEAD}/segments/count`, first));
    expect(put.segments).toMatchObject([{ key: 'count', n: 1, rev: 1 }]);
    const problem = await bad(api.send('PUT', `${LEAD}/segments/count`, { ...first, status: 'splendid' }));
    expect(problem).toMatchObject({ status: 400, code: 'invalid_request', issues: [{ path: 'status' }] });
  });

  test.each([['segments/3'], ['segments/1?cut=9'], ['segments/1?rev=9'], ['export?segment=3']])(
    '%s is not found',
    async (path) => {
      expect(await bad(api.fetch(`/api/v1/sessions/${sid}/${path}`))).toMatchObject({ status: 404 });
    },
  );
});

describe('events know their segment', () => {
  const numbers = async (query: string) => {
    const { items } = await good(page(event), api.fetch(`/api/v1/sessions/${sid}/events?${query}`));
    return items.map((item) => [item.id, item.segment]);
  };

  test('those of a thread belong where the thread began', async () => {
    expect(await numbers('')).toEqual([
      ['e1', 1],
      ['e2', 1],
      ['e3', 1],
      ['e21', 1],
      ['e22', 1],
      ['e4', 2],
      ['e5', 2],
      ['e6', 2],
    ]);
  });

  test('and are found by it', async () => {
    expect((await numbers('segment=1')).map(([id]) => id)).toEqual(['e1', 'e2', 'e3', 'e21', 'e22']);
    expect((await numbers('segment=2')).map(([id]) => id)).toEqual(['e4', 'e5', 'e6']);
    expect(await bad(api.fetch(`/api/v1/sessions/${sid}/events?segment=3`))).toMatchObject({ status: 404 });
  });
});

test('a session tells what its segments say', async () => {
  const read = await good(session, api.fetch(`/api/v1/sessions/${sid}`));
  expect(read).toMatchObject({ segment_count: 2, open_questions: 1, event_count: 8, workers: [{ segment: 2 }] });
  const rows = await good(page(sessionRow), api.fetch('/api/v1/projects/harbour/sessions?has=questions,failures'));
  const line = { last_outcome: 'There are twelve boats.', waiting_on: 'Choose the colour', now: null };
  const tape = { bars: expect.any(Array), reviewed: [] };
  expect(rows.items).toEqual([{ ...read, ...line, is_unseen: true, next_to_review: 1, tape }]);
});

describe('exports', () => {
  test('a session as Markdown', async () => {
    const answer = await api.fetch(`/api/v1/sessions/boats-${sid}/export`);
    expect(answer.headers.get('content-type')).toBe('text/markdown; charset=utf-8');
    const text = await answer.text();
    expect(text.match(/^#+ .*$/gm)).toEqual(['# Boats', '## 1. Count the boats', '## 2. Paint the hulls']);
    expect(text).toContain('**Summary.** Counted &lt;all> boats.');
    expect(text).toContain('- Is the ferry a boat? (answered in 2) Answer: It is.');
    expect(text).toContain('- Choose the colour (waits for a person)');
    expect(text.split('## 2.')[1]?.match(/\*\*.*?\*\*/g)).toEqual(['**Asked.**']);
  });

  test('a segment as Markdown', async () => {
    const text = await (await api.fetch(`/api/v1/sessions/${sid}/export?segment=2&cut=2`)).text();
    expect(text).toMatch(
      /^## 2\. Paint the hulls\nFailed · 2026-03-01 20:04–20:06 UTC · 2 min · 3 events · <http:\/\/127\.0\.0\.1:3000\/harbour\/sessions\/boats-\w{8}\/segments\/2\?cut=2>\n\n\*\*Asked\.\*\* Now step 4\n$/,
    );
  });

  test('at the pages’ own addresses', async () => {
    const same = async (page: string, query: string) => {
      const [a, b] = await Promise.all([api.fetch(page), api.fetch(`/api/v1/sessions/${sid}/export?${query}`)]);
      expect([a.status, a.headers.get('content-type'), await a.text()]).toEqual([
        200,
        b.headers.get('content-type'),
        await b.text(),
      ]);
    };
    await same(`/harbour/sessions/boats-${sid}.md`, 'format=md');
    await same(`/harbour/sessions/${sid}.json?cut=2`, 'format=json&cut=2');
    await same(`/harbour/sessions/old-title-${sid}/segments/2.md`, 'format=md&segment=2');
    await same(`/harbour/sessions/boats-${sid}/segments/2.json?cut=2`, 'format=json&segment=2&cut=2');
    expect(await bad(api.fetch(`/harbour/sessions/boats-${sid}/segments/9.md`))).toMatchObject({ status: 404 });
  });

  test('either as JSON, whole', async () => {
    const exported = z.object({ session, segments: z.array(segment) });
    const { segments } = await good(exported, api.fetch(`/api/v1/sessions/${sid}/export?format=json`));
    expect(segments[1]).toMatchObject({ key_decisions: [], next_steps: [], open_questions: [] });
    expect(await good(segment, api.fetch(`/api/v1/sessions/${sid}/export?format=json&segment=2&cut=2`))).toEqual(segments[1]);
  });
});

test('a reference leads to its segments, URL-encoded', async () => {
  const path = '/api/v1/projects/harbour/sessions/refs';
  const made = await good(session, api.send('PUT', path, { title: 'Refs' }));
  await good(appendResult, api.send('POST', `${path}/events`, { events: [say(1, { text: 'See #271 and `docs/plan.md`.' })] }));
  await good(page(segment), api.fetch(`/api/v1/sessions/${made.sid}/segments`));
  const uses = (ref: string) => api.fetch(`/api/v1/projects/harbour/references/${ref}`);
  const item = { sid: made.sid, role: 'mentioned', seq: 1, n: 1 };
  expect((await good(page(referenceUse), uses('%23271'))).items).toMatchObject([{ ...item, kind: 'issue', text: '#271' }]);
  expect((await good(page(referenceUse), uses('docs%2Fplan.md'))).items).toMatchObject([{ ...item, kind: 'file' }]);
  expect(await good(page(referenceUse), uses('docs%2Fother.md'))).toEqual({ items: [], next_cursor: null });
  expect(await bad(uses('%23271?cursor=x'))).toMatchObject({ status: 400 });
  expect(await bad(api.fetch('/api/v1/projects/nowhere/references/%23271'))).toMatchObject({ status: 404 });
});
