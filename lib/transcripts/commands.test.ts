import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { events, projects, sessions } from '@/db/schema';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { AppError } from '@/lib/errors';
import { importTranscript, type TranscriptFile } from '@/lib/transcripts/commands';
import { transcriptResult } from '@/lib/transcripts/schema';
import { bodyOf, SessionFile } from '@/lib/transcripts/testing';

const held = testDatabase();

async function send(project: string, pieces: (string | Uint8Array)[], more: Partial<TranscriptFile> = {}, error?: Error) {
  const file: TranscriptFile = {
    project,
    source: null,
    cwd: null,
    format: null,
    offset: null,
    prefixSha256: null,
    modifiedAt: null,
    ...more,
  };
  return transcriptResult.parse(await importTranscript(localContext(held.db, 'someone'), file, bodyOf(pieces, error))).sessions;
}

async function eventsOf(project: string) {
  const rows = await held.db.orm
    .select({ event: events, session: sessions })
    .from(events)
    .innerJoin(sessions, eq(sessions.id, events.sessionId))
    .innerJoin(projects, eq(projects.id, sessions.projectId))
    .where(eq(projects.name, project))
    .orderBy(sessions.externalId, events.seq);
  return rows.map(({ event, session }) => ({
    ...event,
    session: session.externalId,
    line: event.raw ? inflateRawSync(event.raw).toString() : null,
  }));
}

const failure = (sent: Promise<unknown>): Promise<AppError> =>
  sent.then(
    () => Promise.reject(new Error('it was accepted')),
    (error: unknown) => (error instanceof AppError ? error : Promise.reject(error)),
  );

const garden = new SessionFile('aaaa0000-0000-4000-8000-000000000001')
  .prompt('Plant the roses')
  .call('Bash', { command: 'dig --deep' })
  .say('The roses are planted.')
  .prompt('Now water them')
  .call('Bash', { command: 'water' })
  .say('Watered.');

test('a file becomes a session with its facts, its events and its segments', async () => {
  const [session, ...others] = await send('whole', [garden.text], { source: 'garden.jsonl' });
  expect(others).toEqual([]);
  expect(session).toMatchObject({
    external_id: garden.sessionId,
    format: 'claude-code',
    accepted: 8,
    duplicates: 0,
    prompts: 2,
    warnings: [],
  });
  expect(session?.segments).toBeGreaterThan(0);
  expect(session?.url).toBe(`/whole/sessions/plant-the-roses-${session?.sid}`);
  const stored = await eventsOf('whole');
  expect(stored.map(({ line }) => line)).toEqual(garden.lines);
  expect(stored.map(({ seq, source, sourceLine, sourcePart }) => [seq, source, sourceLine, sourcePart])).toEqual(
    garden.lines.map((_, i) => [i + 1, 'garden.jsonl', i + 1, 0]),
  );
  const [row] = await held.db.orm
    .select()
    .from(sessions)
    .where(eq(sessions.sid, session?.sid ?? ''));
  expect(row).toMatchObject({
    title: 'Plant the roses',
    branch: 'main',
    cwd: '/home/dev/garden',
    model: 'model-1',
    turnState: 'finished',
    lastSeq: 8,
    settledSeq: 8,
  });
  expect(row?.startedAt?.toISOString()).toBe('2026-11-20T08:01:00.000Z');
  expect(row?.lastEventAt?.toISOString()).toBe('2026-11-20T08:08:00.000Z');
});

test('the same file again, or a longer version under another name, adds only what is new', async () => {
  await send(
    'again',
    garden.lines.slice(0, 5).map((line) => `${line}\n`),
    { source: 'a' },
  );
  expect(await send('again', [garden.text], { source: 'b' })).toMatchObject([{ accepted: 3, duplicates: 5, prompts: 2 }]);
  expect(await send('again', [garden.text.replaceAll('\n', '\r\n')])).toMatchObject([{ accepted: 0, duplicates: 8, prompts: 2 }]);
  expect((await eventsOf('again')).map(({ line }) => line)).toEqual(garden.lines);
});

test('however the body arrives, the same is stored', async () => {
  const bytes = Buffer.from(`\n${garden.text}\r\n${new SessionFile(garden.sessionId).lines.join('')}`);
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 8 }), async (places) => {
      const ends = [...places.sort((a, b) => a - b), bytes.length];
      const project = `split-${run++}`;
      await send(
        project,
        ends.map((end, i) => bytes.subarray(ends[i - 1] ?? 0, end)),
      );
      expect((await eventsOf(project)).map(({ line }) => line)).toEqual(garden.lines);
    }),
    { numRuns: 8 },
  );
});

test('a body that breaks off leaves what was whole, and sending it again goes on', async () => {
  const half = garden.lines.slice(0, 4).map((line) => `${line}\n`);
  const error = await failure(send('broken', [...half, '{"type":"us'], { source: 'a' }, new Error('connection reset')));
  expect(error.code).toBe('body_incomplete');
  expect(error.details.extra).toMatchObject({ sessions: [{ accepted: 4, prompts: 1, warnings: [] }] });
  const stored = await eventsOf('broken');
  expect(stored).toHaveLength(4);
  expect(await send('broken', [garden.text], { source: 'a' })).toMatchObject([{ accepted: 4, duplicates: 4 }]);
  const early = await failure(send('broken-early', ['{"type"'], {}, new Error('connection reset')));
  expect(early.details.extra).toEqual({ sessions: [] });
});

test('an error of the transport that has a name keeps it', async () => {
  const error = await failure(send('large', [garden.text], {}, new AppError('body_too_large', 'Too large')));
  expect(error.code).toBe('body_too_large');
  expect(await eventsOf('large')).toHaveLength(8);
});

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

test('the tail of a known file follows from where it ended', async () => {
  const head = garden.lines
    .slice(0, 3)
    .map((line) => `${line}\n`)
    .join('');
  const open = garden.lines[3] ?? '';
  const [first] = await send('tail', [head, open.slice(0, 40)], { source: 'a' });
  expect(first).toMatchObject({ accepted: 3, warnings: [{ code: 'unfinished_line', line: 4 }] });
  const tail = garden.text.slice(head.length);
  const at = { source: 'a', offset: head.length, prefixSha256: sha256(head) };
  expect(await send('tail', [tail], at)).toMatchObject([{ accepted: 5, duplicates: 0, prompts: 1 }]);
  expect((await eventsOf('tail')).map(({ sourceLine }) => sourceLine)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  const again = await failure(send('tail', [tail], at));
  expect(again).toMatchObject({ code: 'offset_mismatch', details: { extra: { known_offset: garden.text.length } } });
  const end = { source: 'a', offset: garden.text.length, prefixSha256: sha256(garden.text) };
  expect(await send('tail', [], end)).toEqual([]);
});

test('a tail that does not fit is refused with the offset that is known', async () => {
  await send('fit', [garden.text], { source: 'a' });
  const size = garden.text.length;
  for (const [source, offset, prefixSha256, known] of [
    ['a', size - 1, sha256(garden.text), size],
    ['a', size, sha256('other'), size],
    ['b', size, sha256(garden.text), 0],
  ] as const) {
    const error = await failure(send('fit', ['{}\n'], { source, offset, prefixSha256 }));
    expect(error).toMatchObject({ code: 'offset_mismatch', details: { extra: { known_offset: known } } });
  }
  expect((await failure(send('fit', ['{}\n'], { offset: 1 }))).code).toBe('invalid_request');
});

test('a file whose end holds a secret comes whole again: the state of a hash holds its last bytes', async () => {
  const token = `ghp_${createHash('sha256').update('token').digest('base64url').replace(/[-_]/g, '0').slice(0, 36)}`;
  const text = new SessionFile('aaaa0000-0000-4000-8000-00000000000e').prompt('Plant').say(`Use ${token}`).text;
  await send('secret-end', [text], { source: 'a' });
  const at = { source: 'a', offset: text.length, prefixSha256: sha256(text) };
  expect(await failure(send('secret-end', ['{}\n'], at))).toMatchObject({ details: { extra: { known_offset: 0 } } });
});

test('a whole last line without line end counts, and is the same when its end arrives', async () => {
  const [first] = await send('open-end', [garden.text.trimEnd()], { source: 'a' });
  expect(first).toMatchObject({ accepted: 8, warnings: [] });
  const known = garden.lines
    .slice(0, 7)
    .map((line) => `${line}\n`)
    .join('');
  const at = { source: 'a', offset: known.length, prefixSha256: sha256(known) };
  const longer = new SessionFile(garden.sessionId).lines;
  expect(await send('open-end', [`${garden.lines[7]}\n`, ...longer], at)).toMatchObject([{ accepted: 0, duplicates: 1 }]);
});

test('an id that is used again for something else is kept under an id of its own', async () => {
  const [first = '', second = ''] = garden.lines;
  const uuid = JSON.parse(first).uuid;
  const reused = second.replace(JSON.parse(second).uuid, uuid);
  const text = `${first}\n${reused}\n${first}\n`;
  const [session] = await send('reused', [text]);
  expect(session).toMatchObject({ accepted: 2, duplicates: 1, warnings: [{ code: 'id_reused', line: 2 }] });
  expect((await eventsOf('reused')).map(({ eventId }) => eventId)).toEqual([uuid, `${uuid}~${sha256(reused).slice(0, 8)}`]);
  expect(await send('reused', [text])).toMatchObject([{ accepted: 0, duplicates: 3 }]);
});

test('what cannot be read is kept as text with a warning', async () => {
  const deep = `{"a":${'['.repeat(500)}${']'.repeat(500)}}`;
  const [session] = await send('odd', [garden.text, 'not JSON\n', `${deep}\n`, '\n', '[]\n', '7']);
  expect(session?.warnings.map(({ code, line }) => [code, line])).toEqual([
    ['invalid_json', 9],
    ['too_deep', 10],
    ['unfinished_line', 13],
  ]);
  expect((await eventsOf('odd')).slice(8).map(({ kind, line }) => [kind, line])).toEqual([
    ['other', 'not JSON'],
    ['other', deep],
    ['other', '[]'],
  ]);
});

test('bytes stay as they are, secrets apart', async () => {
  const secret = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`;
  const lines = new SessionFile(garden.sessionId).prompt(`NUL \u0000, half \ud800, token ${secret}`).lines;
  await send('bytes', [`${lines[0]}\r\n`], { source: `/home/${secret}/a.jsonl` });
  const [stored] = await eventsOf('bytes');
  expect(stored?.text).toMatch(/^NUL \u2400, half \ufffd, token ‹redacted:[\w-]+›$/);
  expect(stored?.line).toBe(`${lines[0]?.replace(secret, stored?.text?.match(/‹.*›/)?.[0] ?? '')}\r`);
  expect(JSON.stringify(stored)).not.toContain(secret);
});

test.each([
  ['an empty body', []],
  ['prose', ['Dear diary,\n', 'today I planted roses.\n']],
  ['JSON of nobody', ['{"hello":"world"}\n']],
  ['what begins with very much prose', ['Dear diary\n'.repeat(5000), garden.text]],
  ['very much JSON in a line', [`${'{} '.repeat(300_000)}\n`, garden.text]],
])('%s is no transcript', async (_name, pieces) => {
  const error = await failure(send('unknown', pieces));
  expect(error.code).toBe('unknown_format');
  expect(error.message).toContain('claude-code');
});

test('the format can be named', async () => {
  expect(await send('named', [garden.text], { format: 'claude-code' })).toMatchObject([{ accepted: 8 }]);
  expect((await failure(send('named', [garden.text], { format: 'smoke-signals' }))).code).toBe('unknown_format');
});

test('the same file twice at once is stored once', async () => {
  const results = await Promise.all([
    send('twice', [garden.text], { source: 'a' }),
    send('twice', [garden.text], { source: 'a' }),
  ]);
  expect(results.flat().reduce((sum, { accepted }) => sum + accepted, 0)).toBe(8);
  expect((await eventsOf('twice')).map(({ line }) => line)).toEqual(garden.lines);
});

test('the events of a subagent have their place in the main thread', async () => {
  const thread = 'agent-1';
  const lines = new SessionFile('cccc0000-0000-4000-8000-000000000003').prompt('Count the bees').lines;
  const worker = new SessionFile('cccc0000-0000-4000-8000-000000000003').prompt('x').add('user', {
    isSidechain: true,
    agentId: thread,
    message: { role: 'user', content: 'Count in the east' },
  }).lines;
  const [session] = await send('worker', [`${lines[0]}\n`, `${worker[1]}\n`]);
  expect(session).toMatchObject({ accepted: 2, prompts: 1 });
  const rows = await held.db
    .sql`select t.thread, t.anchor_seq from threads t join sessions s on s.id = t.session_id where s.sid = ${session?.sid ?? ''}`;
  expect(rows.map((row) => ({ ...row }))).toEqual([{ thread, anchor_seq: 1 }]);
});

test('events of which nothing tells the time have the one at which the file was written last, never one to come', async () => {
  const messages = '{"role":"user","content":"Prune the vines"}\n{"role":"assistant","content":"Pruned."}\n';
  const modifiedAt = new Date('2025-02-03T04:05:06.000Z');
  await send('undated', [messages], { modifiedAt });
  expect((await eventsOf('undated')).map(({ at }) => at)).toEqual([modifiedAt, modifiedAt]);

  await send('undated-soon', [messages], { modifiedAt: new Date('9000-01-01T00:00:00.000Z') });
  for (const event of await eventsOf('undated-soon')) expect(event.at).toEqual(event.receivedAt);
});
