import { expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import type { Context } from '@/lib/auth/context';
import { localContext } from '@/lib/auth/context';
import { testTeam } from '@/lib/auth/testing';
import { bad, good, testApi } from '@/lib/http/testing';
import { putEdit, removeEdit } from '@/lib/reviews/edit-commands';
import { listEdits } from '@/lib/reviews/edit-queries';
import { markSegment } from '@/lib/reviews/mark-commands';
import { putSegments } from '@/lib/segments/commands';
import { getSegment } from '@/lib/segments/queries';
import { changeBoundaries } from '@/lib/segments/recut-commands';
import { segmentDetail } from '@/lib/segments/schema';
import { ask, run, say, testSession } from '@/lib/segments/testing';

const held = testDatabase();
const context = () => localContext(held.db, 'Ida');
const api = testApi(held);

const told = {
  key: 'gate',
  title: 'Mend the gate',
  status: 'done',
  outcome: 'The gate swings. The hinge is new.',
  claims: {
    outcome: [
      { text: 'The gate swings.', evidence: [2] },
      { text: 'The hinge is new.', evidence: [3] },
    ],
  },
  next_steps: [{ key: 'oil', text: 'Oil the hinge', owner: 'person', evidence: [3] }],
  first: 1,
  last: 4,
};

/** A session whose agent told of its one segment, and may tell it anew. */
async function gate(name: string) {
  const session = await testSession(context(), name);
  await session.append(ask('Mend the gate'), run('make gate'), run('make hinge'), say('Mended.'));
  const put = (more: object = {}) => putSegments(context(), session.key, [{ ...told, ...more }]);
  await put();
  const read = async () => {
    const segment = await getSegment(context(), session.sid, 1);
    if (!segment) throw new Error('no segment');
    return segment;
  };
  const { id } = await read();
  const write = (field: Parameters<typeof putEdit>[2]['field'], value: unknown, ctx: Context = context()) =>
    putEdit(ctx, id, { field, value });
  return { ...session, id, put, read, write };
}

test('a person’s words make a revision that says whose it is; a machine writes around them, and what it writes is remembered', async () => {
  const { id, put, read, write } = await gate('around');
  const edited = await write('outcome', 'The gate swings. It squeaks a little.');
  expect(edited).toMatchObject({
    ...{ rev: 2, outcome: 'The gate swings. It squeaks a little.', edits: { outcome: { by: 'Ida' } } },
    claims: {
      outcome: [
        { text: 'The gate swings.', evidence: [2], origin: 'agent' },
        { text: 'It squeaks a little.', evidence: [], origin: 'person' },
      ],
    },
    revisions: [
      { rev: 1, by: null },
      { rev: 2, by: 'Ida' },
    ],
  });
  await put({ title: 'Mend the garden gate', outcome: 'The gate is green.', claims: undefined });
  expect(await read()).toMatchObject({
    ...{ rev: 3, title: 'Mend the garden gate', outcome: 'The gate swings. It squeaks a little.' },
    claims: { outcome: [{ evidence: [2] }, { evidence: [] }] },
    revisions: [{}, {}, { rev: 3, by: null }],
  });
  expect(await listEdits(context(), id)).toMatchObject([{ field: 'outcome', machine: 'The gate is green.', ended_at: null }]);
  expect(await put({ title: 'Mend the garden gate', outcome: 'The gate is red.', claims: undefined })).toMatchObject({
    segments: [{ rev: 3 }],
  });
  const undone = await removeEdit(context(), id, 'outcome');
  expect(undone).toMatchObject({ rev: 4, outcome: 'The gate is red.', edits: {}, title: 'Mend the garden gate' });
  expect(await listEdits(context(), id)).toMatchObject([
    { machine: 'The gate is red.', ended_by: 'Ida', ended_at: expect.any(String) },
  ]);
  expect(await removeEdit(context(), id, 'outcome')).toMatchObject({ rev: 4 });
});

test('undoing an edit brings the evidence of the machine’s sentences back', async () => {
  const { id, write } = await gate('evidence');
  await write('outcome', 'Nothing of the kind.');
  await write('outcome', null);
  expect(await removeEdit(context(), id, 'outcome')).toMatchObject({
    ...{ rev: 4, outcome: told.outcome },
    claims: { outcome: [{ evidence: [2] }, { evidence: [3] }] },
  });
});

test('items keep their ids and what machines called them, whoever writes them, in whatever order', async () => {
  const { id, put, read, write } = await gate('items');
  const [oil] = (await read()).next_steps;
  const written = await write('next_steps', [
    { text: 'Paint the gate' },
    { id: oil?.id, text: 'Oil the hinge well', owner: 'agent' },
  ]);
  const [paint] = written.next_steps;
  expect(written.next_steps).toMatchObject([
    { text: 'Paint the gate', owner: 'agent', evidence: [], key: null, origin: 'person' },
    { id: oil?.id, text: 'Oil the hinge well', owner: 'agent', evidence: [], key: 'oil' },
  ]);
  await put({ next_steps: [told.next_steps[0], 'Sweep the path'], title: 'Mend it' });
  expect((await read()).next_steps.map((step) => [step.id, step.text])).toEqual([
    [paint?.id, 'Paint the gate'],
    [oil?.id, 'Oil the hinge well'],
  ]);
  const undone = await removeEdit(context(), id, 'next_steps');
  expect(undone.next_steps).toMatchObject([{ id: oil?.id, text: 'Oil the hinge', evidence: [3] }, { text: 'Sweep the path' }]);
});

test('an edit outlives a new cut of the same events, and the segmenter’s next look at them', async () => {
  const session = await testSession(context(), 'cuts');
  await session.append(ask('Mend the gate'), ...[1, 2, 3].flatMap((i) => [say(`Step ${i}.`), run(`make ${i}`)]));
  await session.settle();
  const at = async (cut: number, n = 1) => getSegment(context(), session.sid, n, { cut });
  await putEdit(context(), (await at(1))?.id ?? '', { field: 'title', value: 'The whole gate' });
  await session.append(say('All is done.'), run('git commit -m "Mend the hinge"'));
  await session.settle();
  expect(await at(1)).toMatchObject({ title: 'The whole gate', edits: { title: { by: 'Ida' } } });
  await changeBoundaries(context(), { reason: 'split', segment: (await at(1))?.id ?? '', at: 4 });
  expect((await at(2))?.title).not.toBe('The whole gate');
  const old = putEdit(context(), (await at(1))?.id ?? '', { field: 'title', value: 'Too late' });
  await expect(old).rejects.toMatchObject({ code: 'conflict', details: { extra: { current_cut: 2 } } });
  await changeBoundaries(context(), { reason: 'merge', segment: (await at(2))?.id ?? '' });
  expect(await at(3)).toMatchObject({ title: 'The whole gate', edits: { title: { by: 'Ida' } } });
  await putSegments(context(), session.key, [{ key: 'all', title: 'As the agent has it', first: 1, last: 9 }]);
  const told = await at(4);
  expect(told).toMatchObject({ origin: 'agent', title: 'The whole gate' });
  expect(await removeEdit(context(), told?.id ?? '', 'title')).toMatchObject({ title: 'As the agent has it' });
});

test('an open segment of which a person wrote is not replaced by an agent’s', async () => {
  const session = await testSession(context(), 'open');
  await session.append(ask('Mend the gate'), say('On it.'));
  await session.settle();
  const open = await getSegment(context(), session.sid, 1);
  await putEdit(context(), open?.id ?? '', { field: 'title', value: 'My gate' });
  await putSegments(context(), session.key, [{ key: 'gate', title: 'Their gate', first: 1 }]);
  expect(await getSegment(context(), session.sid, 1)).toMatchObject({ title: 'My gate', cut: 1 });
  expect(await getSegment(context(), session.sid, 1, { cut: 2 })).toMatchObject({ title: 'My gate', cut: 2, origin: 'agent' });
});

test('whoever edits keeps their own mark; those of others lapse', async () => {
  const { id, read, write } = await gate('marks');
  const noor = await testTeam(held).person({ name: 'Noor' });
  const asNoor: Context = { ...context(), actor: { type: 'person', id: noor.id, name: 'Noor', isAdmin: true } };
  await markSegment(context(), id, 1);
  await markSegment(asNoor, id, 1);
  await write('title', 'Mend it well');
  expect((await read()).marks.map(({ person_id, current }) => [person_id === noor.id, current]).sort()).toEqual([
    [false, true],
    [true, false],
  ]);
});

test('what another person wrote since is not written over: their words come back', async () => {
  const { id, write } = await gate('conflict');
  const noor = await testTeam(held).person({ name: 'Noor' });
  const asNoor: Context = { ...context(), actor: { type: 'person', id: noor.id, name: 'Noor', isAdmin: true } };
  await write('summary', 'Hers', asNoor);
  const put = (rev: number) => api.send('PUT', `/api/v1/segments/${id}/edits/summary`, { value: 'Mine', rev });
  expect(await bad(put(1))).toMatchObject({
    ...{ status: 409, detail: 'Noor changed this while you were writing.' },
    written: { by: 'Noor', rev: 2, value: 'Hers' },
  });
  await write('title', 'Another field', asNoor);
  expect(await good(segmentDetail, put(2))).toMatchObject({
    summary: 'Mine',
    edits: { summary: { by: expect.not.stringMatching('Noor') }, title: { by: 'Noor' } },
  });
});

test('over the API: what a field cannot be is refused, and secrets are not kept', async () => {
  const { id } = await gate('refused');
  const put = (field: string, value: unknown) => api.send('PUT', `/api/v1/segments/${id}/edits/${field}`, { value });
  expect(await bad(put('title', ' '))).toMatchObject({ status: 400, issues: [{ path: 'value' }] });
  expect(await bad(put('status', 'perfect'))).toMatchObject({ status: 400 });
  expect(await bad(put('title', ['a']))).toMatchObject({ status: 400 });
  expect(await bad(put('colour', 'green'))).toMatchObject({ status: 400 });
  expect(await bad(put('next_steps', [{ id: '0198c0de-0000-7000-8000-000000000001', text: 'No such' }]))).toMatchObject({
    status: 400,
  });
  const secret = `ghp_${'a1B2'.repeat(9)}`;
  expect(await good(segmentDetail, put('outcome', `It is ${secret}`))).toMatchObject({
    outcome: expect.not.stringContaining(secret),
  });
  expect(await good(segmentDetail, put('status', 'partial'))).toMatchObject({ status: 'partial' });
  const log = await held.db.sql`select details from audit_log where action = 'segment.edited' order by id desc limit 1`;
  expect(log[0]?.details).toEqual({ segment: 1, field: 'status' });
});

test('a flag stands beside its claim until it is taken back', async () => {
  const { id, read } = await gate('flag');
  const made = await api.send('POST', `/api/v1/segments/${id}/flags`, {
    field: 'outcome',
    text: 'The hinge is new.',
    note: 'It is the old one',
  });
  const { id: flag } = (await made.json()) as { id: string };
  expect((await read()).flags).toMatchObject([
    { id: flag, by: 'Ida', mine: true, text: 'The hinge is new.', note: 'It is the old one' },
  ]);
  expect((await api.fetch(`/api/v1/flags/${flag}`, { method: 'DELETE' })).status).toBe(204);
  expect((await read()).flags).toEqual([]);
  expect((await api.fetch(`/api/v1/flags/${flag}`, { method: 'DELETE' })).status).toBe(404);
});
