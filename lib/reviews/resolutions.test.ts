import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { type Context, localContext } from '@/lib/auth/context';
import { testTeam } from '@/lib/auth/testing';
import { handoffMarkdown } from '@/lib/exports/handoff';
import { ensureProject } from '@/lib/projects/commands';
import {
  countQuestions,
  getDecision,
  getQuestion,
  listDecisions,
  listNextSteps,
  listQuestions,
} from '@/lib/reviews/question-queries';
import { allowSuggestion, refuseSuggestion, resolveItem, takeBack } from '@/lib/reviews/resolution-commands';
import { decisionEntry, questionEntry, stepEntry } from '@/lib/reviews/resolution-schema';
import { putSegments } from '@/lib/segments/commands';
import { linkSession } from '@/lib/segments/lineage-commands';
import { getSegment } from '@/lib/segments/queries';
import { getSessionRecord } from '@/lib/segments/session-record-queries';
import { ensureSession } from '@/lib/sessions/commands';
import { getSession } from '@/lib/sessions/queries';

const held = testDatabase();
let [ida, tom]: Context[] = [];

beforeAll(async () => {
  await ensureProject(localContext(held.db, 'Ida'), 'quay');
  const person = async (name: string) => {
    const { id } = await testTeam(held).person({ name });
    return { ...localContext(held.db, name), actor: { type: 'person' as const, id, name, isAdmin: true } };
  };
  [ida, tom] = [await person('Ida'), await person('Tom')];
});

const people = (): [Context, Context] => [ida ?? localContext(held.db, ''), tom ?? localContext(held.db, '')];
let sessions = 0;

/** Segments that an agent wrote in a session of their own, with the ids of the items of the first. */
async function story(...later: Record<string, unknown>[]) {
  const [ctx] = people();
  sessions += 1;
  const key = { project: 'quay', externalId: `story-${sessions}` };
  const items = {
    open_questions: [`Does \`tide_table\` of #${sessions}1 hold at night?`, `Who paints berth ${sessions}?`],
    next_steps: [`Oil the crane of berth ${sessions}`],
    key_decisions: [`Oak for berth ${sessions}`],
  };
  const first = { key: 'first', title: 'Look at the berth', ended_at: '2026-03-02T09:00:00Z', ...items };
  const { rejected } = await putSegments(ctx, key, [first, ...later]);
  expect(rejected).toEqual([]);
  const { sid } = await ensureSession(ctx, key);
  const segment = await getSegment(ctx, sid, 1);
  const id = (item: { id: string } | undefined) => item?.id ?? '';
  const [question, other] = segment?.open_questions ?? [];
  return {
    key,
    sid,
    question: id(question),
    other: id(other),
    step: id(segment?.next_steps[0]),
    decision: id(segment?.key_decisions[0]),
  };
}

test('an answer stands under the question, with who gave it, until it is taken back', async () => {
  const [ctx, reader] = people();
  const { sid, question } = await story();
  await resolveItem(ctx, { kind: 'question', id: question }, { answer: 'Only at spring tide' });
  const found = await getQuestion(reader, question);
  expect(questionEntry.parse(found)).toMatchObject({
    ...{ state: 'answered', answer: 'Only at spring tide', answered_in: null },
    answered_by: { name: 'Ida', party: 'person', is_you: false },
  });
  expect((await getQuestion(ctx, question))?.answered_by?.is_you).toBe(true);
  expect((await getSession(ctx, sid))?.open_questions).toBe(1);
  expect((await getSegment(ctx, sid, 1))?.open_questions[0]).toMatchObject({ state: 'answered', answer: 'Only at spring tide' });
  const record = await getSessionRecord(ctx, sid);
  expect(record?.totals).toMatchObject({ questions: 1, answered: 1 });
  await takeBack(ctx, { kind: 'question', id: question });
  await takeBack(ctx, { kind: 'question', id: question });
  expect(await getQuestion(ctx, question)).toMatchObject({ state: 'open', answer: null, answered_by: null, resolutions: [] });
});

test('the handoff tells the answer under its question', async () => {
  const [ctx] = people();
  const { sid, question } = await story();
  await resolveItem(ctx, { kind: 'question', id: question }, { answer: 'Only at\n# spring tide' });
  const record = await getSessionRecord(ctx, sid);
  if (!record) throw new Error('The record is missing');
  const text = handoffMarkdown({ ...record, url: 'https://debrief.test/x' });
  expect(text).toContain('## Answered questions\n\n- **1');
  expect(text).toMatch(/ {2}- \*\*Answered by Ida, [\d: -]+ UTC:\*\* Only at \\?# spring tide/);
});

test('the same again changes nothing, another answer of the same person takes its place and the old one is kept', async () => {
  const [ctx] = people();
  const { question } = await story();
  const rows = () =>
    held.db.sql`select text, ended_at is null as stands from resolutions where item_id = ${question} order by at, id`;
  for (const answer of ['Yes', 'Yes', 'No']) await resolveItem(ctx, { kind: 'question', id: question }, { answer });
  expect([...(await rows())]).toEqual([
    { text: 'Yes', stands: false },
    { text: 'No', stands: true },
  ]);
});

test('two people who answer the same question see each other’s answer, and both stand where both want to', async () => {
  const [ctx, other] = people();
  const { question } = await story();
  const name = { kind: 'question', id: question } as const;
  await resolveItem(ctx, name, { answer: 'Yes' });
  await expect(resolveItem(other, name, { answer: 'No' })).rejects.toMatchObject({
    code: 'conflict',
    details: { extra: { resolutions: [{ how: 'answered', text: 'Yes', by: { name: 'Ida', is_you: false } }] } },
  });
  await resolveItem(other, name, { answer: 'No', beside: true });
  const both = await getQuestion(ctx, question);
  expect(both?.resolutions.map(({ text, by }) => [by.name, text])).toEqual([
    ['Tom', 'No'],
    ['Ida', 'Yes'],
  ]);
  expect(both).toMatchObject({ state: 'answered', answer: 'No' });
  await resolveItem(ctx, name, { dropped: true, replaces: both?.resolutions[0]?.id });
  expect((await getQuestion(ctx, question))?.resolutions.map(({ how }) => how)).toEqual(['dropped']);
  expect([
    ...(await held.db.sql`select actor_name from audit_log where action = 'resolution.ended' and subject_id = ${question}`),
  ]).toEqual([{ actor_name: 'Ida' }]);
});

test('of two who answer at the same moment one is told of the other', async () => {
  const { question } = await story();
  const answers = people().map((ctx) => resolveItem(ctx, { kind: 'question', id: question }, { answer: ctx.actor.name }));
  const outcomes = (await Promise.allSettled(answers)).map(({ status }) => status).sort();
  expect(outcomes).toEqual(['fulfilled', 'rejected']);
});

test('a person’s word counts before what a segment says, in words, by a segment or both', async () => {
  const [ctx] = people();
  const { key, sid, question } = await story({ key: 'second', title: 'Night watch', outcome: 'It holds.' });
  await putSegments(ctx, key, [{ key: 'third', title: 'Day watch', answers: [{ question, text: 'It does not' }] }]);
  expect(await getQuestion(ctx, question)).toMatchObject({ state: 'answered', answer: 'It does not', answered_in: { n: 3 } });
  await resolveItem(ctx, { kind: 'question', id: question }, { answer: 'At night it does', segment: { sid, n: 2 } });
  expect(await getQuestion(ctx, question)).toMatchObject({ answer: 'At night it does', answered_in: { sid, n: 2 } });
});

test('next steps are picked up, done or not needed, and decisions superseded', async () => {
  const [ctx] = people();
  const { sid, step, decision } = await story({ key: 'second', title: 'Oil it', key_decisions: ['Larch after all'] });
  const name = { kind: 'next_step', id: step } as const;
  await resolveItem(ctx, name, { segment: { sid, n: 2 } });
  const listed = async (state: 'open' | 'picked_up' | 'done' | 'settled') =>
    (await listNextSteps(ctx, 'quay', { state }))?.items.map((item) => stepEntry.parse(item).id).includes(step);
  expect(await Promise.all((['open', 'picked_up', 'done', 'settled'] as const).map(listed))).toEqual([false, true, false, true]);
  await resolveItem(ctx, name, { done: true });
  expect(await Promise.all((['open', 'picked_up', 'done', 'settled'] as const).map(listed))).toEqual([false, false, true, true]);
  const later = (await getSegment(ctx, sid, 2))?.key_decisions[0]?.id ?? '';
  await expect(resolveItem(ctx, { kind: 'decision', id: later }, { decision: later })).rejects.toMatchObject({
    code: 'not_possible',
  });
  await resolveItem(ctx, { kind: 'decision', id: decision }, { decision: later });
  expect(decisionEntry.parse(await getDecision(ctx, decision))).toMatchObject({
    superseded_by: { id: later, text: 'Larch after all', sid, n: 2 },
    resolved_by: { name: 'Ida' },
  });
  expect((await getSessionRecord(ctx, sid))?.decisions.superseded[0]?.superseded_by).toMatchObject({ text: 'Larch after all' });
});

test('what is refused is suggested no more, whatever is found again; the next best is', async () => {
  const [ctx] = people();
  const name = `\`tide_table\` of #${sessions + 1}1`;
  const { sid, question } = await story(
    { key: 'second', title: `Watch ${name}`, key_decisions: ['Keep the table'], outcome: 'The table holds.' },
    { key: 'third', title: `Measure ${name}`, key_decisions: ['Drop the table'] },
  );
  const suggested = async () => (await getQuestion(ctx, question))?.suggested_in?.n ?? null;
  const mayAnswer = async (n: number) => (await getSegment(ctx, sid, n))?.may_answer.map(({ id }) => id);
  expect(await getQuestion(ctx, question)).toMatchObject({
    suggested_in: { n: 2, title: `Watch ${name}`, outcome: 'The table holds.' },
  });
  expect(await mayAnswer(2)).toEqual([question]);
  await refuseSuggestion(ctx, question);
  expect([await suggested(), await mayAnswer(2), await mayAnswer(3)]).toEqual([3, [], [question]]);
  await allowSuggestion(ctx, question, { sid, n: 2 });
  expect(await suggested()).toBe(2);
  await refuseSuggestion(ctx, question);
  await refuseSuggestion(ctx, question);
  await linkSession(ctx, sid);
  expect([await suggested(), await mayAnswer(3)]).toEqual([null, []]);
});

test('an agent asks for what was answered since it last asked', async () => {
  const [ctx] = people();
  const { question, other } = await story();
  const now = async () => (await held.db.sql<{ at: Date }[]>`select now() as at`)[0]?.at.toISOString() ?? '';
  const since = await now();
  const answered = async (state: 'answered' | 'dropped') =>
    (await listQuestions(ctx, 'quay', { state, since }))?.items.map((item) => [item.id, item.answer]);
  expect(await answered('answered')).toEqual([]);
  await resolveItem(ctx, { kind: 'question', id: question }, { answer: 'Yes' });
  await resolveItem(ctx, { kind: 'question', id: other }, { dropped: true });
  expect(await answered('answered')).toEqual([[question, 'Yes']]);
  expect(await answered('dropped')).toEqual([[other, null]]);
});

test('lists are read page by page, each item once, and counted by state', async () => {
  const [ctx] = people();
  const counts = await countQuestions(ctx, 'quay');
  const ids: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await listQuestions(ctx, 'quay', { state: 'open', limit: 2, ...(cursor && { cursor }) });
    ids.push(...(page?.items.map(({ id }) => id) ?? []));
    cursor = page?.next_cursor ?? null;
  }
  expect(ids.length).toBe(counts?.open);
  expect(new Set(ids).size).toBe(ids.length);
  await expect(listQuestions(ctx, 'quay', { cursor: 'mine' })).rejects.toMatchObject({ code: 'invalid_request' });
  expect(await listQuestions(ctx, 'nowhere')).toBeNull();
});

test('decisions are found by reference, agent, branch and words', async () => {
  const [ctx] = people();
  const key = { project: 'quay', externalId: 'log' };
  await putSegments(ctx, key, [
    { key: 'a', title: 'Choose', key_decisions: ['Berth #77 gets 50% more `rope`', 'Keep the lamp'] },
  ]);
  const texts = async (filters: Parameters<typeof listDecisions>[2]) =>
    (await listDecisions(ctx, 'quay', filters))?.items.map(({ text }) => text);
  expect(await texts({ q: 'ROPE 50%' })).toEqual(['Berth #77 gets 50% more `rope`']);
  expect(await texts({ ref: '#77' })).toEqual(['Berth #77 gets 50% more `rope`', 'Keep the lamp']);
  expect(await texts({ ref: '#77', agent: 'nobody' })).toEqual([]);
  expect((await listDecisions(ctx, 'quay', { q: 'rope' }))?.items[0]?.references).toMatchObject([{ kind: 'issue', text: '#77' }]);
});
