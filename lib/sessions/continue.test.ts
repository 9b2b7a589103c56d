import { expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { bad, good, testApi } from '@/lib/http/testing';
import { session, sessionDetail } from '@/lib/sessions/schema';
import { importTranscript } from '@/lib/transcripts/commands';
import { bodyOf, SessionFile } from '@/lib/transcripts/testing';

const held = testDatabase();
const context = () => localContext(held.db, 'Ida');
const api = testApi(held);
const read = (sid: string) => good(sessionDetail, api.fetch(`/api/v1/sessions/${sid}`));
const say = (sid: string, predecessor: string | null) => api.send('PATCH', `/api/v1/sessions/${sid}`, { predecessor });

const [FIRST, SECOND] = ['1111aaaa-0000-4000-8000-000000000001', '2222aaaa-0000-4000-8000-000000000002'] as const;

/** Sends a session that began at an hour of the same day; gives its sid. */
async function send(project: string, file: SessionFile, hour: string): Promise<string> {
  const text = file.text.replaceAll('2026-11-20T08', `2026-11-20T${hour}`);
  const options = { project, source: null, cwd: null, format: null, offset: null, prefixSha256: null, modifiedAt: null };
  const { sessions } = await importTranscript(context(), options, bodyOf([text]));
  return sessions[0]?.sid ?? '';
}

const editing = (id: string, prompt: string, files: string[]) =>
  files.reduce(
    (file, name) => file.call('Edit', { file_path: `/home/dev/lake/${name}`, old_string: 'ebb', new_string: 'flow' }),
    new SessionFile(id).prompt(prompt),
  );

test('the same files on the same branch are a guess, which a person makes a link, or ends', async () => {
  const first = await send('guess', editing(FIRST, 'Draw the tides', ['tide.ts', 'moon.ts', 'map.ts']), '08');
  const second = await send('guess', editing(SECOND, 'Mend the drawing', ['tide.ts', 'moon.ts']), '10');
  expect(await read(first)).not.toHaveProperty('may_continue');
  const reason = 'It began on the same branch soon after, and changed 2 of the same files.';
  expect(await read(second)).toMatchObject({ predecessor: null, may_continue: { sid: first, reason } });
  expect(await good(session, say(second, first))).toMatchObject({ predecessor: { sid: first } });
  expect(await read(second)).not.toHaveProperty('may_continue');
  expect(await read(first)).toMatchObject({ successors: [{ sid: second }] });
  expect(await good(session, say(second, null))).toMatchObject({ predecessor: null });
  expect(await read(second)).not.toHaveProperty('may_continue');
  expect((await bad(say(second, 'zzzzzzzz'))).status).toBe(404);
  expect((await bad(say(second, second))).status).toBe(404);
  expect((await bad(api.send('PATCH', `/api/v1/sessions/${second}`, {}))).status).toBe(400);
});

test('a session that the first prompt names is a guess; one file in common is none', async () => {
  const first = await send('named', editing(FIRST, 'Draw the tides', ['tide.ts']), '08');
  const words = `Take over from ~/.claude/projects/-lake/${FIRST}.jsonl and finish it`;
  const second = await send('named', editing(SECOND, words, ['tide.ts']), '23');
  expect(await read(second)).toMatchObject({ may_continue: { sid: first, reason: 'Its first prompt names that session.' } });
  await send('chance', editing(FIRST, 'Draw the tides', ['tide.ts', 'moon.ts']), '08');
  const other = await send('chance', editing(SECOND, 'Draw the coast', ['tide.ts', 'coast.ts']), '10');
  expect(await read(other)).not.toHaveProperty('may_continue');
});

/** A session whose records have the name of a plan. */
function planned(id: string, plan: string, prompt: string): SessionFile {
  return new SessionFile(id).add('user', { slug: plan, message: { role: 'user', content: prompt } }).say('Done.');
}

test.each(['plan first', 'work first'])(
  'a session that is begun to carry out a plan follows the one that made it: %s',
  async (order) => {
    const project = order.replace(' ', '-');
    const plan = () => send(project, planned(FIRST, 'calm-blue-heron', 'Plan the harbour'), '08');
    const work = () => send(project, planned(SECOND, 'calm-blue-heron', 'Implement the following plan:\n\n# Harbour'), '10');
    const [one, other] = order === 'plan first' ? [plan, work] : [work, plan];
    const sids = [await one(), await other()];
    const [first, second] = order === 'plan first' ? sids : sids.reverse();
    expect(await read(second ?? '')).toMatchObject({ predecessor: { sid: first } });
    expect(await read(first ?? '')).toMatchObject({ predecessor: null, successors: [{ sid: second }] });
  },
);
