import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { putSegments } from '@/lib/segments/commands';
import { listSegments } from '@/lib/segments/queries';
import { ask, say, testSession } from '@/lib/segments/testing';
import { getSession } from '@/lib/sessions/queries';

const held = testDatabase();
const context = () => localContext(held.db, 'Ida');
const usageOf = async (sid: string) => (await getSession(context(), sid))?.usage;

const part = (output: number, response = 'r1') => ({
  ...say('Baking.'),
  usage: { response_id: response, model: 'kiln-2', input: 100, output },
});

test('a response counts once, whatever it is settled with, and with the largest of each number', async () => {
  const session = await testSession(context(), 'parts');
  await session.append(ask('Bake the bread'), part(2));
  await session.settle();
  await session.append(part(40), { ...say('Baked.'), usage: { model: 'kiln-1', input: 10, output: 5 } });
  await session.settle();
  await session.append(part(40));
  await session.settle();
  expect(await usageOf(session.sid)).toMatchObject({
    ...{ input: 110, output: 45, cost_usd: null, cost_source: 'none', output_under_reported: false, subagents: null },
    models: [
      { model: 'kiln-2', input: 100, output: 40 },
      { model: 'kiln-1', input: 10, output: 5 },
    ],
  });
});

test('it counts once in its session also where two segments hold a part of it', async () => {
  const session = await testSession(context(), 'torn');
  await session.append(ask('Bake'), part(10), part(30), part(7, 'r2'));
  const cut = [
    { key: 'a', title: 'Mix', status: 'done', first: 1, last: 2 },
    { key: 'b', title: 'Bake', status: 'done', first: 3, last: 4 },
  ];
  expect(await putSegments(context(), session.key, cut)).toMatchObject({ rejected: [] });
  expect(await usageOf(session.sid)).toMatchObject({ input: 200, output: 37 });
  const segments = await listSegments(context(), session.sid, { limit: 10 });
  expect(segments?.items.map(({ facts }) => facts.usage.output)).toEqual([10, 37]);
  await session.append(part(30), part(9, 'r2'));
  await session.settle();
  expect(await usageOf(session.sid)).toMatchObject({ input: 200, output: 39 });
});

test('subagents count for their session, and are told apart', async () => {
  const session = await testSession(context(), 'helped');
  await session.append(ask('Bake'), part(10), { ...part(9, 'r3'), thread: 'helper', actor: 'subagent' });
  await session.settle();
  expect(await usageOf(session.sid)).toMatchObject({ output: 19, subagents: { input: 100, output: 9 } });
});

test('what two files tell of a subagent counts once, also where much stands between', async () => {
  const session = await testSession(context(), 'told-twice');
  const helping = { ...part(9, 'r3'), thread: 'helper', actor: 'subagent' };
  await session.append(ask('Bake'), helping, ...Array.from({ length: 2100 }, () => say('Stirring.')));
  await session.settle();
  await session.append(helping);
  await session.settle();
  expect(await usageOf(session.sid)).toMatchObject({ output: 9, subagents: { output: 9 } });
});

test('what was copied is counted where it came from; what was under-reported says so, and what it cost', async () => {
  const session = await testSession(context(), 'copied');
  await session.append(ask('Bake'), { ...part(10), data: { copied_from: 'another' } });
  await session.append({ ...say('Warm.'), usage: { output: 3, output_under_reported: true, cost_usd: 0.25 } });
  await session.settle();
  expect(await usageOf(session.sid)).toMatchObject({
    ...{ input: 0, output: 3, output_under_reported: true, cost_usd: 0.25, cost_source: 'recorded' },
  });
});

test('a session that was counted in another way is counted anew with its next events', async () => {
  const session = await testSession(context(), 'older');
  await session.append(ask('Bake'), part(10), part(20));
  await session.settle();
  await held.db.orm.execute(sql`update sessions set usage = '{"input":1,"output":1}' where id = ${session.id}`);
  await session.append(part(5, 'r2'));
  await session.settle();
  expect(await usageOf(session.sid)).toMatchObject({ input: 200, output: 25, models: [{ model: 'kiln-2', output: 25 }] });
});
