import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { testApi } from '@/lib/http/testing';
import { addComment } from '@/lib/reviews/comment-commands';
import { listComments } from '@/lib/reviews/comment-queries';
import { markSegment } from '@/lib/reviews/mark-commands';
import { getSegment, getTimeline } from '@/lib/segments/queries';
import { importTranscript, type TranscriptFile } from '@/lib/transcripts/commands';
import { bodyOf, SessionFile } from '@/lib/transcripts/testing';

const held = testDatabase();
const context = () => localContext(held.db, 'Ida');

async function send(project: string, lines: string[], more: Partial<TranscriptFile> = {}) {
  const file = { project, source: 'a', cwd: null, format: null, offset: null, prefixSha256: null, modifiedAt: null, ...more };
  const [session] = (await importTranscript(context(), file, bodyOf(lines.map((line) => `${line}\n`)))).sessions;
  if (!session) throw new Error('it brought no session');
  return session;
}

const eventsOf = (sid: string) => held.db.sql<{ seq: number; text: string | null; at: Date; is_guess: boolean }[]>`
  select e.seq, e.text, e.at, e.at = e.received_at as is_guess from events e join sessions s on s.id = e.session_id where s.sid = ${sid} order by seq`;

const harbour = new SessionFile('dddd0000-0000-4000-8000-000000000001')
  .prompt('Paint the lighthouse')
  .call('Edit', { file_path: '/home/dev/garden/lighthouse.md', old_string: 'grey', new_string: 'white' })
  .call('Bash', { command: 'git commit -am "Paint the lighthouse"' })
  .say('The lighthouse is white.')
  .prompt('Now dredge the harbour, it is a different job')
  .call('Bash', { command: 'dredge --slowly' })
  .say('The harbour is two metres deeper.');

/** The same records, each with one more field: every line is another one. */
const reworded = harbour.lines.map((line) => JSON.stringify({ rewritten: true, ...JSON.parse(line) }));

test.each([
  ['all lines are written another way', reworded, 0],
  [
    'its beginning is gone, and more follows',
    [
      ...reworded.slice(3),
      new SessionFile(harbour.sessionId)
        .prompt('x')
        .add('user', { uuid: 'more', message: { role: 'user', content: 'And the pier' } }).lines[1] ?? '',
    ],
    1,
  ],
  ['it is shorter', harbour.lines.slice(0, 3), 0],
])('a file in which %s is added to: nobody’s review is lost', async (name, lines, accepted) => {
  const project = `again-${accepted}-${lines.length}`;
  const { sid, warnings } = await send(project, harbour.lines);
  expect(warnings, name).toEqual([]);
  const first = await getSegment(context(), sid, 1);
  await markSegment(context(), first?.id ?? '', 1);
  await addComment(context(), first?.id ?? '', { body: 'Two coats, please' });
  const before = await eventsOf(sid);

  const again = await send(project, lines);
  expect(again).toMatchObject({ sid, accepted, duplicates: lines.length - accepted, warnings: [{ code: 'rewritten_file' }] });
  expect((await eventsOf(sid)).slice(0, before.length)).toEqual(before);
  expect(await getSegment(context(), sid, 1)).toMatchObject({
    id: first?.id,
    mark: { rev: 1, current: accepted === 0 },
    comment_count: 1,
  });
  expect((await listComments(context(), first?.id ?? ''))?.items).toHaveLength(1);
  expect((await getTimeline(context(), sid))?.segments[0]?.title).toBe(first?.title);
  expect(await send(project, lines)).toMatchObject({ accepted: 0, warnings: [] });
});

test('lines without ids of their own are known in another place', async () => {
  const source = 'talk-dddd0000-0000-4000-8000-000000000002.jsonl';
  const say = (role: string, content: string) => JSON.stringify({ role, content });
  const talk = [
    say('user', 'Mend the nets'),
    say('assistant', 'Which?'),
    say('user', 'The green ones'),
    say('assistant', 'Mended.'),
  ];
  await send('moved', talk, { source });
  const again = await send('moved', [say('system', 'Be a fisher'), ...talk, say('user', 'Thanks')], { source });
  expect(again).toMatchObject({ accepted: 2, duplicates: 4 });
  expect((await eventsOf(again.sid)).map(({ text }) => text)).toEqual([
    ...['Mend the nets', 'Which?', 'The green ones', 'Mended.'],
    ...['Be a fisher', 'Thanks'],
  ]);
});

test('an event changed in its record stands beside the one that it was', async () => {
  const [first = '', ...rest] = harbour.lines;
  const { sid } = await send('changed', harbour.lines);
  const again = await send('changed', [first.replace('Paint', 'Whitewash'), ...rest]);
  expect(again).toMatchObject({
    accepted: 1,
    duplicates: rest.length,
    warnings: [{ code: 'rewritten_file' }, { code: 'id_reused', line: 1 }],
  });
  expect((await eventsOf(sid)).at(-1)?.text).toBe('Whitewash the lighthouse');
});

test('lines before the first time have that time, also where it comes in a later part', async () => {
  const { sessionId } = harbour;
  const mode = JSON.stringify({ type: 'permission-mode', permissionMode: 'plan', sessionId });
  const late = JSON.stringify({ type: 'permission-mode', permissionMode: 'default', sessionId });
  const { sid } = await send('undated', [mode]);
  expect((await eventsOf(sid)).map(({ is_guess }) => is_guess)).toEqual([true]);
  const offset = Buffer.byteLength(`${mode}\n`);
  const prefixSha256 = createHash('sha256').update(`${mode}\n`).digest('hex');
  await send('undated', harbour.lines.slice(0, 2), { offset, prefixSha256 });
  const minute = (n: number) => new Date(Date.UTC(2026, 10, 20, 8, n));
  expect((await eventsOf(sid)).map(({ at }) => at)).toEqual([minute(1), minute(1), minute(2)]);
  const [row] = await held.db.sql`select started_at, last_event_at from sessions where sid = ${sid}`;
  expect(row).toEqual({ started_at: minute(1), last_event_at: minute(2) });

  const known = [mode, ...harbour.lines.slice(0, 2)].map((line) => `${line}\n`).join('');
  const at = { offset: Buffer.byteLength(known), prefixSha256: createHash('sha256').update(known).digest('hex') };
  await send('undated', [late, ...harbour.lines.slice(2)], at);
  expect((await eventsOf(sid))[3]?.at).toEqual(minute(2)); // as the line before it
});

test('what another file tells without times of a session that has them came with its last event', async () => {
  const hook = JSON.stringify({
    session_id: harbour.sessionId,
    hook_event_name: 'UserPromptSubmit',
    cwd: '/harbour',
    prompt: 'Moor',
  });
  const { sid } = await send('hooked', harbour.lines);
  const [before] = await held.db.sql`select started_at, last_event_at from sessions where sid = ${sid}`;
  await send('hooked', [hook], { source: 'hooks.jsonl' });
  expect((await eventsOf(sid)).at(-1)).toMatchObject({ text: 'Moor', at: before?.last_event_at });
  expect((await held.db.sql`select started_at, last_event_at from sessions where sid = ${sid}`)[0]).toEqual(before);
});

test('a whole transcript may come compressed', async () => {
  const answer = await testApi(held).fetch('/api/v1/projects/gzip/transcripts', {
    method: 'POST',
    body: gzipSync(harbour.text),
    headers: { 'content-encoding': 'gzip' },
  });
  expect(await answer.json()).toMatchObject({ sessions: [{ accepted: harbour.lines.length }] });
});
