import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { listEvents } from '@/lib/events/queries';
import { settleSession } from '@/lib/segments/commands';
import { listSegments } from '@/lib/segments/queries';
import { deleteSession } from '@/lib/sessions/delete-commands';
import { listSessions } from '@/lib/sessions/list-queries';
import { getSession } from '@/lib/sessions/queries';
import { importTranscript } from '@/lib/transcripts/commands';
import { bodyOf, SessionFile } from '@/lib/transcripts/testing';

const held = testDatabase();
const context = () => localContext(held.db, 'Ida');

async function send(project: string, text: string): Promise<void> {
  const file = { project, source: null, cwd: null, format: null, offset: null, prefixSha256: null, modifiedAt: null };
  await importTranscript(context(), file, bodyOf([text]));
}

/** What a file has grown by, behind what was sent of it. */
async function sendPart(project: string, before: string, part: string): Promise<void> {
  if (part === '') return;
  const tail = before === '' ? {} : { offset: before.length, prefixSha256: createHash('sha256').update(before).digest('hex') };
  const file = { project, source: 'grows.jsonl', cwd: null, format: null, offset: null, prefixSha256: null, modifiedAt: null };
  await importTranscript(context(), { ...file, ...tail }, bodyOf([part]));
}

const [FIRST, SECOND, THIRD] = [1, 2, 3].map((n) => `${n}${n}${n}${n}0000-0000-4000-8000-00000000000${n}`) as [
  string,
  string,
  string,
];

const linesOf = (file: SessionFile, hour: number) =>
  file.lines.map((line) => line.replace('2026-11-20T08', `2026-11-20T${String(hour).padStart(2, '0')}`));
const under = (id: string, lines: string[]) => lines.map((line) => line.replace(/"sessionId":"[^"]*"/, `"sessionId":"${id}"`));
const textOf = (...lines: string[][]) =>
  lines
    .flat()
    .map((line) => `${line}\n`)
    .join('');
const spending = (file: SessionFile, text: string, tokens: number) =>
  file.add('assistant', {
    requestId: `req_${text}`,
    message: {
      ...{ id: `msg_${text}`, role: 'assistant', model: 'model-1', usage: { input_tokens: tokens, output_tokens: 1 } },
      content: [{ type: 'text', text }],
    },
  });

/** A conversation, one that goes on from its end, and one that goes on from the end of that. */
const plan = linesOf(
  spending(new SessionFile(FIRST).prompt('Plan the orchard').call('Bash', { command: 'dig' }), 'Planned.', 5),
  8,
);
const planting = linesOf(spending(new SessionFile(SECOND).prompt('Plant the pears'), 'Planted.', 7), 10);
const pruning = linesOf(spending(new SessionFile(THIRD).prompt('Prune them'), 'Pruned.', 11), 12);
const first = textOf(plan);
const second = textOf(under(SECOND, plan), planting);
const third = textOf(under(THIRD, plan), under(THIRD, planting), pruning);

/** What a project holds, in the order of its sessions' names. */
async function stateOf(project: string) {
  const { items } = (await listSessions(context(), project, {})) ?? { items: [] };
  return Promise.all(
    items
      .sort((a, b) => (a.external_id < b.external_id ? -1 : 1))
      .map(async ({ sid, title, event_count, segment_count, usage, predecessor, started_at }) => {
        const events = await listEvents(context(), sid, {});
        const segments = await listSegments(context(), sid, { limit: 50 });
        const names = new Map(items.map((item) => [item.sid, item.external_id]));
        return {
          ...{
            title,
            event_count,
            segment_count,
            started_at,
            input: usage.input,
            from: predecessor && names.get(predecessor.sid),
          },
          asks: segments?.items.map(({ ask, event_count: events }) => [ask, events]),
          copies: events?.items.flatMap(({ seq, copied_from, segment }) =>
            copied_from ? [`${seq} ${names.get(copied_from.sid)}:${copied_from.seq} ${segment}`] : [],
          ),
        };
      }),
  );
}

const copiesOf = (id: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `${from + i} ${id}:${from + i} null`);

const PLANNED = {
  ...{ title: 'Plan the orchard', event_count: 4, input: 5, from: null, copies: [], asks: [['Plan the orchard', 4]] },
};
const PLANTED = {
  ...{ title: 'Plant the pears', event_count: 2, segment_count: 1, input: 7, from: FIRST, asks: [['Plant the pears', 2]] },
  ...{ copies: copiesOf(FIRST, 1, 4), started_at: '2026-11-20T10:01:00.000Z' },
};

test.each([
  ['original', [first, second]],
  ['copy', [second, first]],
])('a session that goes on under another name counts what is its own: the %s first', async (name, texts) => {
  for (const text of [...texts, ...texts]) await send(`resumed-${name}`, text);
  expect(await stateOf(`resumed-${name}`)).toMatchObject([PLANNED, PLANTED]);
});

const orders = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
];

test.each(orders)('a copy of a copy comes from where it was said: order %i %i %i', async (...order) => {
  const project = `chain-${order.join('')}`;
  for (const i of order) await send(project, [first, second, third][i] ?? '');
  expect(await stateOf(project)).toMatchObject([
    PLANNED,
    PLANTED,
    {
      ...{ title: 'Prune them', event_count: 2, segment_count: 1, input: 11, from: SECOND, asks: [['Prune them', 2]] },
      copies: [...copiesOf(FIRST, 1, 4), `5 ${SECOND}:5 null`, `6 ${SECOND}:6 null`],
    },
  ]);
});

test.each([
  ['original', 0],
  ['fork', 1],
])('a fork takes the beginning along, and its origin goes on: the %s first', async (name, at) => {
  const on = linesOf(spending(new SessionFile(FIRST).prompt('x').say('x').say('x').prompt('Dig on'), 'Dug.', 3), 9).slice(3);
  const texts = [
    textOf(
      plan,
      on.map((line) => line.replace('-8000-1111', '-9000-1111')),
    ),
    second,
  ];
  for (const text of at === 0 ? texts : [...texts].reverse()) await send(`forked-${name}`, text);
  expect(await stateOf(`forked-${name}`)).toMatchObject([{ event_count: 6, input: 8, from: null, copies: [] }, PLANTED]);
});

test('a copy that grows is told from its original alike, however its file is divided', async () => {
  const [original, copy] = [under(THIRD, plan), under(FIRST, plan)];
  const lines = [...copy, ...under(FIRST, planting)];
  for (const cut of lines.keys()) {
    const project = `parts-${cut}`;
    await send(project, textOf(original));
    await sendPart(project, '', textOf(lines.slice(0, cut)));
    await sendPart(project, textOf(lines.slice(0, cut)), textOf(lines.slice(cut)));
    expect(await stateOf(project)).toMatchObject([{ ...PLANTED, from: THIRD, copies: copiesOf(THIRD, 1, 4) }, PLANNED]);
  }
});

test('two files that hold the same are one original and one copy, whichever came first', async () => {
  const twin = textOf(under(SECOND, plan));
  for (const [project, texts] of [
    ['twins', [first, twin]],
    ['twins-back', [twin, first]],
  ] as const) {
    for (const text of texts) await send(project, text);
    expect(await stateOf(project)).toMatchObject([
      PLANNED,
      { event_count: 0, segment_count: 0, input: 0, copies: copiesOf(FIRST, 1, 4) },
    ]);
  }
});

test('what a session copied counts there once its original is deleted', async () => {
  for (const text of [first, second]) await send('orphan', text);
  const { items } = (await listSessions(context(), 'orphan', {})) ?? { items: [] };
  const original = items.find(({ external_id }) => external_id === FIRST);
  const copy = items.find(({ external_id }) => external_id === SECOND);
  await deleteSession(context(), original?.sid ?? '');
  const [waiting] = await held.db.sql`
    select s.id from sessions s join graphile_worker._private_jobs j on j.key = 'settle:' || s.id where s.sid = ${copy?.sid ?? ''}`;
  await settleSession(context(), waiting?.id);
  expect(await getSession(context(), copy?.sid ?? '')).toMatchObject({ event_count: 6, predecessor: null, usage: { input: 12 } });
});

/** As version 1.0 did it: the session before stands in the file of the one that goes on, what the agent said under the new name and the rest under the old. */
const mixed = plan.map((line, i) => (i % 2 === 0 ? line.replace(/"sessionId":"[^"]*"/, `"sessionId":"${SECOND}"`) : line));
const continued = linesOf(new SessionFile(SECOND).prompt('Plant the pears').say('Planted.'), 10).map((line, i) =>
  i === 0 ? line.replace('"isSidechain"', `"parentUuid":"${JSON.parse(plan.at(-1) ?? '').uuid}","isSidechain"`) : line,
);

test.each(['original', 'copy'])('an early version that resumes keeps the old name at some lines: the %s first', async (name) => {
  const resumed = textOf(
    mixed.map((line, i) =>
      i === 0 ? line : line.replace('"isSidechain"', `"parentUuid":"${JSON.parse(plan[i - 1] ?? '').uuid}","isSidechain"`),
    ),
    continued,
  );
  for (const text of name === 'original' ? [first, resumed] : [resumed, first]) await send(`early-${name}`, text);
  expect(await stateOf(`early-${name}`)).toMatchObject([
    { ...PLANNED, input: 5 },
    { event_count: 2, segment_count: 1, input: 0, from: FIRST, copies: copiesOf(FIRST, 1, 4) },
  ]);
});

test('lines of several sessions in one file go to each', async () => {
  await send('together', textOf(plan, under(SECOND, plan), planting));
  expect(await stateOf('together')).toMatchObject([PLANNED, PLANTED]);
});
