import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { putSegments } from '@/lib/segments/commands';
import { getSegment } from '@/lib/segments/queries';
import { changeBoundaries } from '@/lib/segments/recut-commands';
import { ask, run, say, testSession } from '@/lib/segments/testing';
import { putSession } from '@/lib/sessions/commands';
import { createShare, openShare, revokeShare } from '@/lib/shares/commands';
import { findShare, type OpenShare } from '@/lib/shares/queries';
import { getSharedEvent, getSharedSegment, getSharedSession } from '@/lib/shares/read-queries';
import type { ShareInput } from '@/lib/shares/schema';

const held = testDatabase();
const everybody = () => localContext(held.db, 'Ida');
let sid: string;

/** A session with an agent's segments, which a session that goes on from it answers and takes up. */
beforeAll(async () => {
  const ctx = everybody();
  const lead = await testSession(ctx, 'lead');
  await putSession(ctx, lead.key, { title: 'Boats', predecessor: 'secret-past' });
  await lead.append(ask('Count the boats'), run('ls', 'twelve'), say('Twelve.'), ask('Paint them'), say('Painted all of them.'));
  await putSegments(ctx, lead.key, [
    {
      key: 'count',
      title: 'Count the boats',
      outcome: 'Twelve boats.',
      claims: { outcome: [{ text: 'Twelve boats.', evidence: ['e2', 'e5'] }], summary: [] },
      next_steps: [
        { key: 'paint', text: 'Paint them' },
        { key: 'sell', text: 'Sell one' },
      ],
      open_questions: [
        { key: 'ferry', text: 'Is the ferry a boat?' },
        { key: 'raft', text: 'Is the raft?' },
      ],
      first: 'e1',
      last: 'e3',
    },
    {
      key: 'do',
      title: 'Paint',
      picks_up: ['paint'],
      answers: [{ question: 'raft', text: 'The raft is none.' }],
      first: 'e4',
      last: 'e5',
    },
  ]);
  sid = lead.sid;
  for (const [externalId, title] of [
    ['secret-past', 'The secret past'],
    ['secret-next', 'The secret future'],
  ] as const)
    await putSession(
      ctx,
      { project: 'trial', externalId },
      { title, ...(externalId === 'secret-next' && { predecessor: 'lead' }) },
    );
  const next = await testSession(ctx, 'secret-next');
  await next.append(ask('Go on'), say('On.'));
  const items = await getSegment(ctx, sid, 1);
  const [step, question] = [items?.next_steps[1]?.id ?? '', items?.open_questions[0]?.id ?? ''];
  const taken = { picks_up: [step], answers: [{ question, text: 'A secret answer' }] };
  await putSegments(ctx, next.key, [{ key: 'x', title: 'Go on', ...taken, first: 1, last: 2 }]);
});

async function shareOf(input: Partial<ShareInput> = {}): Promise<OpenShare> {
  const { url } = await createShare(everybody(), sid, { expires_in_days: 30, ...input });
  const found = await findShare(held.db, url.slice('/s/'.length));
  if (found.state !== 'open') throw new Error(found.state);
  return found.share;
}

/** Every address in a wire object. */
const urls = (value: unknown): string[] =>
  [...JSON.stringify(value).matchAll(/"url":"([^"]*)"/g)].map((match) => match[1] ?? '').filter(Boolean);

test('a shared session leads nowhere but to its own pages', async () => {
  const share = await shareOf();
  const shown = await getSharedSession(held.db, share);
  const text = JSON.stringify(shown);
  expect(text).not.toMatch(/secret/);
  expect(text).not.toContain(sid);
  const all = urls(shown);
  expect(all.length).toBeGreaterThan(3);
  expect(all.filter((url) => !url.startsWith(`/s/${share.token}`))).toEqual([]);
  const [count] = shown?.timeline.segments ?? [];
  expect(count?.next_steps.map(({ picked_up_in }) => picked_up_in)).toEqual([
    { sid: 'shared', n: 2, url: `/s/${share.token}/segments/2` },
    { sid: '', n: 0, url: '' },
  ]);
  expect(count?.open_questions.map(({ state, answer }) => [state, answer])).toEqual([
    ['answered', null],
    ['answered', 'The raft is none.'],
  ]);
});

describe('a shared segment', () => {
  test('says nothing of the others', async () => {
    const share = await shareOf({ segment: { n: 1, cut: 1 } });
    const shown = await getSharedSegment(held.db, share, null);
    const text = JSON.stringify(shown?.segment);
    expect(text).not.toMatch(/secret|The raft is none|Painted all/);
    expect(shown?.segment.next_steps.map(({ picked_up_in }) => picked_up_in?.n)).toEqual([0, 0]);
    expect(shown?.segment.claims.outcome).toMatchObject([{ text: 'Twelve boats.', evidence: [2] }]);
    expect(shown?.activity).toBeNull();
    expect(await getSharedSegment(held.db, share, { n: 1, cut: 1 })).toBeNull();
    expect(await getSharedSession(held.db, share)).toBeNull();
    expect([await getSharedEvent(held.db, share, 4), await getSharedEvent(held.db, share, 5, { cut: 1 })]).toEqual([null, null]);
  });

  test('stays the same one when its session is cut anew', async () => {
    const ctx = everybody();
    const turns = await testSession(ctx, 'turns');
    await turns.append(
      ask('Build the ferry'),
      ...Array.from({ length: 6 }, (_, i) => [say(`Step ${i}.`), run(`make ${i}`)]).flat(),
    );
    await turns.settle();
    const { url } = await createShare(ctx, turns.sid, { segment: { n: 1, cut: 1 }, expires_in_days: 1 });
    await changeBoundaries(ctx, { reason: 'split', segment: (await getSegment(ctx, turns.sid, 1))?.id ?? '', at: 8 });
    const found = await findShare(held.db, url.slice('/s/'.length));
    if (found.state !== 'open') throw new Error(found.state);
    expect((await getSharedSegment(held.db, found.share, null))?.segment).toMatchObject({
      cut: 1,
      n: 1,
      first_seq: 1,
      last_seq: 13,
    });
  });
});

test('a shared session has the segments of each of its cuts', async () => {
  const share = await shareOf();
  expect((await getSharedSegment(held.db, share, { n: 2, cut: 1 }))?.segment).toMatchObject({
    title: 'Paint',
    url: `/s/${share.token}/segments/2`,
  });
  expect(await getSharedSegment(held.db, share, { n: 3, cut: 1 })).toBeNull();
  expect(await getSharedSegment(held.db, share, { n: 1, cut: 7 })).toBeNull();
  expect(await getSharedSegment(held.db, share, null)).toBeNull();
});

test('when a link was last opened is noted to the minute', async () => {
  const { token, id } = await shareOf();
  const opened = async () => {
    await openShare(held.db, token);
    const [row] = await held.db.sql<{ at: Date }[]>`select last_opened_at as at from shares where id = ${id}`;
    return row?.at.getTime();
  };
  const first = await opened();
  expect(first).toBeGreaterThan(0);
  expect(await opened()).toBe(first);
  await held.db.sql`update shares set last_opened_at = now() - interval '2 minutes' where id = ${id}`;
  expect(await opened()).toBeGreaterThanOrEqual(first ?? 0);
});

test('a link says why it shows nothing', async () => {
  const [off, late, gone] = [await shareOf(), await shareOf(), await shareOf()];
  await revokeShare(everybody(), off.id);
  await held.db.sql`update shares set expires_at = now() where id = ${late.id}`;
  expect((await findShare(held.db, gone.token)).state).toBe('open');
  await held.db.sql`update projects set deleted_at = now() where name = 'trial'`;
  expect((await findShare(held.db, gone.token)).state).toBe('unknown');
  await held.db.sql`update projects set deleted_at = null where name = 'trial'`;
  expect((await openShare(held.db, off.token)).state).toBe('revoked');
  expect((await openShare(held.db, late.token)).state).toBe('expired');
  expect((await openShare(held.db, off.id)).state).toBe('unknown');
});
