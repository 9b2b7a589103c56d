import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { AppError } from '@/lib/errors';
import { addComment } from '@/lib/reviews/comment-commands';
import { getSegment } from '@/lib/segments/queries';
import { importTranscript, type TranscriptFile } from '@/lib/transcripts/commands';
import { bodyOf, SessionFile } from '@/lib/transcripts/testing';
import { storedIn } from '@/lib/transcripts/testing-stored';

const held = testDatabase();
const context = () => localContext(held.db, 'Ida');

const textOf = (lines: string[]) => lines.map((line) => `${line}\n`).join('');
const FILE = { source: 'resumed.jsonl', cwd: null, format: null, offset: null, prefixSha256: null, modifiedAt: null };
const send = (project: string, lines: string[], more: Partial<TranscriptFile> = {}) =>
  importTranscript(context(), { ...FILE, project, ...more }, bodyOf([textOf(lines)]));

async function sendTail(project: string, lines: string[], known: number) {
  const before = textOf(lines.slice(0, known));
  const prefixSha256 = createHash('sha256').update(before).digest('hex');
  return send(project, lines.slice(known), { offset: Buffer.byteLength(before), prefixSha256 });
}

/** As version 1.0 did it: the records of the session before stand first, under their old name. */
const [BEFORE, RESUMED] = ['1111aaaa-0000-4000-8000-000000000001', '2222bbbb-0000-4000-8000-000000000002'] as const;
const copied = new SessionFile(BEFORE).prompt('Dig the well').say('Dug.').lines;
const added = new SessionFile(RESUMED)
  .prompt('Line it with stone')
  .say('Lined.')
  .lines.map((line, i) => {
    const record = JSON.parse(line);
    const parent = i === 0 ? JSON.parse(copied.at(-1) ?? '').uuid : null;
    return JSON.stringify({ ...record, parentUuid: parent, timestamp: record.timestamp.replace('T08', 'T10') });
  });
const snapshot = JSON.stringify({ type: 'file-history-snapshot', messageId: 'm', snapshot: {} });
const files = { resumed: [...copied, ...added], unnamed: [snapshot, ...added] };

const namesIn = async (project: string) => {
  const rows = await held.db.sql`
    select external_id from sessions s join projects p on p.id = s.project_id where p.name = ${project} order by external_id`;
  return rows.map((row) => row.external_id);
};

test.each([
  ['resumed', 1],
  ['resumed', 2],
  ['unnamed', 1],
] as const)(
  'the beginning of a %s file of which %i lines had come is taken back when the whole tells whose it is',
  async (kind, known) => {
    const [project, whole] = [`${kind}-${known}`, `${kind}-${known}-whole`];
    await send(whole, files[kind]);
    await send(project, files[kind].slice(0, known));
    expect(await namesIn(project)).not.toEqual([RESUMED]);
    const refused: unknown = await sendTail(project, files[kind], known).catch((error) => error);
    expect(refused).toMatchObject({ code: 'offset_mismatch', details: { extra: { known_offset: 0 } } });
    const { sessions } = await send(project, files[kind]);
    expect(sessions).toMatchObject([{ external_id: RESUMED, accepted: files[kind].length, warnings: [] }]);
    expect(await storedIn(held.db, project)).toEqual(await storedIn(held.db, whole));
  },
);

test('a head that has come is gone on with: only what tells another session is asked for whole', async () => {
  const { resumed } = files;
  await send('on', resumed.slice(0, 3));
  expect((await sendTail('on', resumed, 3)).sessions).toMatchObject([{ external_id: RESUMED, accepted: 1 }]);
  expect(await namesIn('on')).toEqual([RESUMED]);
});

test('what a person has added to stays, and so does what came another way or is in no other session', async () => {
  const { resumed } = files;
  const first = await send('kept-comment', resumed.slice(0, 2));
  const segment = await getSegment(context(), first.sessions[0]?.sid ?? '', 1);
  await addComment(context(), segment?.id ?? '', { body: 'How deep?' });
  await send('kept-comment', resumed);
  expect(await namesIn('kept-comment')).toEqual([BEFORE, RESUMED]);

  await send('kept-file', copied, { source: 'before.jsonl' });
  await send('kept-file', resumed.slice(0, 1));
  await send('kept-file', resumed);
  expect(await namesIn('kept-file')).toEqual([BEFORE, RESUMED]);

  const other = new SessionFile('3333cccc-0000-4000-8000-000000000003').prompt('Fill the trough').lines;
  await send('kept-several', resumed.slice(0, 2));
  await send('kept-several', [...copied, ...other], { source: 'both.jsonl' });
  await send('kept-several', resumed);
  expect(await namesIn('kept-several')).toContain(BEFORE);

  await send('kept-target', resumed.slice(0, 2));
  const { sessions } = await send('kept-target', other, { source: 'asks.jsonl' });
  await held.db.sql`
    insert into resolutions (id, session_id, item_id, kind, how, by, target_session_id)
    select gen_random_uuid(), s.id, gen_random_uuid(), 'question', 'segment', 'Ida', t.id from sessions s
    join sessions t on t.project_id = s.project_id and t.external_id = ${BEFORE} where s.sid = ${sessions[0]?.sid ?? ''}`;
  await send('kept-target', resumed);
  expect(await namesIn('kept-target')).toContain(BEFORE);

  await send('kept-other', resumed.slice(0, 2));
  await send('kept-other', resumed.slice(1));
  expect(await namesIn('kept-other')).toEqual([BEFORE, RESUMED]);
});

test('a file that breaks off where it is still another session leaves none of it', async () => {
  const { resumed } = files;
  const body = bodyOf([textOf(resumed.slice(0, 2))], new Error('connection reset'));
  await expect(importTranscript(context(), { ...FILE, project: 'broken' }, body)).rejects.toBeInstanceOf(AppError);
  await send('broken', resumed);
  expect(await namesIn('broken')).toEqual([RESUMED]);
});
