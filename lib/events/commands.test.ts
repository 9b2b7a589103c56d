import { inflateRawSync } from 'node:zlib';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { events, sessions, threads } from '@/db/schema';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { appendEvents } from '@/lib/events/commands';
import { appendResult } from '@/lib/events/schema';
import { LIMITS } from '@/lib/limits';

const held = testDatabase();
const message = (id: string, more: object = {}) => ({
  id,
  at: '2026-11-20T08:44:00Z',
  actor: 'agent',
  kind: 'message',
  text: id,
  ...more,
});

async function append(externalId: string, items: (object | Buffer)[], how: 'json' | 'ndjson' = 'json') {
  const bytes = items.map((item, index) => ({ index, bytes: Buffer.isBuffer(item) ? item : Buffer.from(JSON.stringify(item)) }));
  return appendResult.parse(await appendEvents(localContext(held.db, 'someone'), { project: 'flower', externalId }, bytes, how));
}

async function sessionOf(externalId: string) {
  const [row] = await held.db.orm.select().from(sessions).where(eq(sessions.externalId, externalId));
  if (!row) throw new Error('no such session');
  return row;
}

async function eventsOf(externalId: string) {
  const { id } = await sessionOf(externalId);
  const rows = await held.db.orm.select().from(events).where(eq(events.sessionId, id)).orderBy(events.seq);
  return rows.map((row) => ({ ...row, line: row.raw ? inflateRawSync(row.raw) : null }));
}

test.each([
  [['continue', '/model', 'Mend the tide rule', 'Now the pier'], 'Mend the tide rule'],
  [['continue', 'yes'], 'continue'],
])('of the prompts %j the session is called %j', async (prompts, title) => {
  const name = prompts.join();
  for (const [at, text] of prompts.entries()) await append(name, [message(String(at), { text, actor: 'human', kind: 'prompt' })]);
  expect(await sessionOf(name)).toMatchObject({ title });
});

test('events are numbered in order and stored as they are', async () => {
  const call = {
    id: 'call',
    at: '2026-11-20T09:44:01.250+01:00',
    actor: 'agent',
    kind: 'tool_call',
    tool: { name: 'Bash', call_id: 'c1', input: { command: 'ls', list: [true, null, 'x'] }, exit_code: 3221225786 },
    usage: { response_id: 'r1', input: 5, cost_usd: 0.25 },
    data: { type: 'plan', steps: [1] },
  };
  const result = await append('plain', [
    message('first', { actor: 'human', kind: 'prompt' }),
    call,
    message('worker', { thread: 'a1', actor: 'subagent' }),
  ]);
  expect(result).toEqual({
    accepted: 3,
    duplicates: 0,
    rejected: [],
    seqs: { first: 1, call: 2, worker: 3 },
    last_seq: 3,
    warnings: [],
  });
  const [, stored] = await eventsOf('plain');
  expect(stored).toMatchObject({
    seq: 2,
    toolName: 'Bash',
    callId: 'c1',
    input: call.tool.input,
    data: call.data,
    usage: { response_id: 'r1', input: 5, cost_usd: 0.25 },
    exitCode: 3221225786 | 0,
    rawSeq: null,
  });
  expect(stored?.at.toISOString()).toBe('2026-11-20T08:44:01.250Z');
  expect(stored?.line?.toString()).toBe(JSON.stringify(call));
  const session = await sessionOf('plain');
  expect(session).toMatchObject({ lastSeq: 3, title: 'first', turnState: 'unfinished' });
  expect(session.startedAt?.toISOString()).toBe('2026-11-20T08:44:00.000Z');
  expect(session.lastEventAt?.toISOString()).toBe('2026-11-20T08:44:01.250Z');
  expect(await held.db.orm.select().from(threads).where(eq(threads.sessionId, session.id))).toMatchObject([
    { thread: 'a1', anchorSeq: 2 },
  ]);
});

test('any JSON can be the input of a tool, encoded once', async () => {
  const inputs = ['text', '"quoted"', 7, true, [], [true], ['2026-01-01'], { a: 1 }, '{"a":1}'];
  await append(
    'inputs',
    inputs.map((input, i) => message(`i${i}`, { kind: 'tool_call', tool: { input } })),
  );
  expect((await eventsOf('inputs')).map(({ input }) => input)).toEqual(inputs);
  const types = await held.db.sql`
    select jsonb_typeof(input) as type from events where session_id = ${(await sessionOf('inputs')).id} order by seq`;
  expect(types.map(({ type }) => type)).toEqual([
    'string',
    'string',
    'number',
    'boolean',
    'array',
    'array',
    'array',
    'object',
    'string',
  ]);
});

test('writers at once number without gaps and store each event once', async () => {
  const writers = Array.from({ length: 8 }, (_, writer) =>
    Array.from({ length: 40 }, (_, i) => message(`e${(writer * 20 + i) % 120}`)),
  );
  const results = await Promise.all(writers.map((items) => append('race', items)));
  expect(results.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(120);
  expect(results.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(200);
  expect(results.flatMap(({ rejected }) => rejected)).toEqual([]);
  const stored = await eventsOf('race');
  expect(stored.map(({ seq }) => seq)).toEqual(Array.from({ length: 120 }, (_, i) => i + 1));
  expect(new Set(stored.map(({ eventId }) => eventId)).size).toBe(120);
  const numbers = new Map(stored.map(({ eventId, seq }) => [eventId, seq]));
  for (const { seqs } of results) for (const [id, seq] of Object.entries(seqs)) expect(numbers.get(id)).toBe(seq);
});

test('the same again is a duplicate, other content under an id a conflict, also within one request', async () => {
  await append('again', [message('a'), message('b')]);
  const { id, ...rest } = message('a');
  const result = await append('again', [
    { ...rest, id },
    message('b', { text: 'other' }),
    message('c'),
    message('c'),
    message('c', { text: 'other' }),
  ]);
  expect(result).toMatchObject({ accepted: 1, duplicates: 2, seqs: { a: 1, c: 3 }, last_seq: 3 });
  expect(result.rejected.map(({ index, id, code, path }) => ({ index, id, code, path }))).toEqual([
    { index: 1, id: 'b', code: 'id_conflict', path: 'events[1].id' },
    { index: 4, id: 'c', code: 'id_conflict', path: 'events[4].id' },
  ]);
  expect((await eventsOf('again')).map(({ text }) => text)).toEqual(['a', 'b', 'c']);
});

test('of NDJSON the line decides, of JSON the value', async () => {
  const spaced = Buffer.from(JSON.stringify(message('a')).replace(':', ': '));
  await append('lines', [message('a')], 'ndjson');
  expect(
    await append('lines', [Buffer.concat([Buffer.from(JSON.stringify(message('a'))), Buffer.from('\r')])], 'ndjson'),
  ).toMatchObject({ duplicates: 1 });
  expect(await append('lines', [spaced], 'ndjson')).toMatchObject({ rejected: [{ code: 'id_conflict' }] });
  await append('values', [message('a')]);
  expect(await append('values', [spaced])).toMatchObject({ duplicates: 1 });
});

test('one bad item never loses the others', async () => {
  const deep = Buffer.from(`{"id":"deep","data":${'['.repeat(100_000)}${']'.repeat(100_000)}}`);
  const items = [
    message('ok'),
    Buffer.from('{"id":'),
    message('at', { at: 'today' }),
    message('year', { at: '0000-01-01T00:00:00Z' }),
    deep,
    message('end'),
  ];
  const result = await append('bad', items, 'ndjson');
  expect(result).toMatchObject({ accepted: 2, last_seq: 2 });
  expect(result.rejected.map(({ index, id, code, path }) => [index, id, code, path])).toEqual([
    [1, null, 'invalid_json', 'events[1]'],
    [2, 'at', 'invalid_event', 'events[2].at'],
    [3, 'year', 'invalid_event', 'events[3].at'],
    [4, null, 'too_deep', 'events[4]'],
  ]);
});

test('unknown keys are kept in data and named once', async () => {
  const result = await append('unknown', [
    message('a', { mood: 'good', data: { mood: 'bad' } }),
    message('b', { mood: 1, b: 2 }),
  ]);
  expect(result.warnings).toEqual([
    { code: 'unknown_keys', message: 'Events do not have these keys; they are kept in data: mood, b' },
  ]);
  expect((await eventsOf('unknown')).map(({ data }) => data)).toEqual([
    { mood: 'bad', mood_: 'good' },
    { mood: 1, b: 2 },
  ]);
});

test('the raw line stays byte for byte, what Postgres cannot hold is shown by a symbol', async () => {
  const lines = [
    Buffer.from('{"id":"nul","actor":"tool","kind":"other","text":"a\\u0000b \\ud800", "data":{"k\\u0000":["\\udfff"]}}'),
    Buffer.concat([
      Buffer.from('{"id":"bytes","actor":"tool","kind":"other","text":"'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('\u001b[31m"}'),
    ]),
  ];
  lines[1] = Buffer.from(lines[1]?.filter((byte) => byte !== 0x1b) ?? []);
  expect(await append('raw', lines, 'ndjson')).toMatchObject({ accepted: 2 });
  const stored = await eventsOf('raw');
  expect(stored.map(({ line }) => line)).toEqual(lines);
  expect(stored[0]).toMatchObject({ text: 'a\u2400b \ufffd', data: { 'k\u2400': ['\ufffd'] } });
  expect(stored[1]?.text).toBe('\ufffd\ufffd[31m');
});

test('secrets are stored nowhere, and still tell a repetition from a conflict', async () => {
  const secret = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`;
  const other = `ghp_${'z9Y8x7W6v5U4'.repeat(3)}`;
  const item = message('a', { text: `token ${secret}`, tool: { input: { key: secret } } });
  const first = await append('secret', [item, message(`id-${secret}`)]);
  expect(first.accepted).toBe(2);
  expect(JSON.stringify(first)).not.toContain(secret);
  expect(await append('secret', [item])).toMatchObject({ duplicates: 1 });
  expect(await append('secret', [{ ...item, text: `token ${other}` }])).toMatchObject({ rejected: [{ code: 'id_conflict' }] });
  const stored = await eventsOf('secret');
  expect(stored[0]?.redacted).toHaveLength(1);
  expect(stored[0]?.text).toMatch(/^token ‹redacted:[\w-]+›$/);
  for (const row of stored) expect(JSON.stringify({ ...row, line: row.line?.toString() })).not.toContain(secret);
});

test('a text over the limit is kept head and tail, and whole in the raw record', async () => {
  const text = `a${'-'.repeat(LIMITS.text_chars)}z`;
  await append('long', [message('long', { text })]);
  const [stored] = await eventsOf('long');
  expect(stored?.text).toHaveLength(LIMITS.text_chars + '\n[… 2 characters left out; the raw record has them …]\n'.length);
  expect(stored?.data).toMatchObject({ clamped: [{ path: 'text', chars: text.length }] });
  expect(JSON.parse(stored?.line?.toString() ?? '').text).toBe(text);
});

test('an event without a time has that of its receipt', async () => {
  await append('now', [message('a', { at: null })]);
  const [stored] = await eventsOf('now');
  expect(stored?.at).toEqual(stored?.receivedAt);
});

test('a large request is stored whole, one that is too large not at all', async () => {
  const many = Array.from({ length: LIMITS.batch_events + 1 }, (_, i) => message(`m${i}`));
  await expect(append('many', many)).rejects.toMatchObject({ code: 'invalid_request' });
  expect(await append('many', many.slice(1))).toMatchObject({ accepted: LIMITS.batch_events, last_seq: LIMITS.batch_events });
});

test('no events make a session, and change nothing', async () => {
  expect(await append('empty', [])).toEqual({ accepted: 0, duplicates: 0, rejected: [], seqs: {}, last_seq: 0, warnings: [] });
  expect(await sessionOf('empty')).toMatchObject({ lastSeq: 0, turnState: null, lastEventAt: null });
});

test('a connection that is lost in the middle is tried once more', async () => {
  await append('lost', [message('a')]);
  const { id } = await sessionOf('lost');
  let appended: ReturnType<typeof append> | undefined;
  await held.db.sql.begin(async (sql) => {
    await sql`select 1 from sessions where id = ${id} for update`;
    appended = append('lost', [message('a'), message('b')]);
    await terminateWaiting();
  });
  expect(await appended).toMatchObject({ accepted: 1, duplicates: 1, seqs: { a: 1, b: 2 } });
});

/** Ends the connection of whoever waits for a row's lock, as a restart of the database would. */
async function terminateWaiting(): Promise<void> {
  for (;;) {
    const ended = await held.db.sql`
      select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    if (ended.length > 0) return;
  }
}
