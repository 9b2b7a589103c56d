import { expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { jobContext } from '@/lib/auth/context';
import { testTeam } from '@/lib/auth/testing';
import { hookEvents } from '@/lib/events/hook-schema';
import { event } from '@/lib/events/schema';
import { page } from '@/lib/http/schema';
import { bad, good, testApi } from '@/lib/http/testing';
import { LIMITS } from '@/lib/limits';
import { ensureProject } from '@/lib/projects/commands';
import { sessionDetail, sessionRow } from '@/lib/sessions/schema';
import { SessionFile } from '@/lib/transcripts/testing';

const held = testDatabase();
const api = testApi(held);
const ID = 'aaaa0000-0000-4000-8000-00000000000';

const hookOf = (session: string, name: string, more: object = {}) => ({
  ...{ session_id: session, transcript_path: `/home/dev/.claude/projects/-plums/${session}.jsonl`, cwd: '/home/dev/plums' },
  ...{ hook_event_name: name, permission_mode: 'default', ...more },
});
const promptOf = (session: string, prompt: string) => hookOf(session, 'UserPromptSubmit', { prompt });
const call = (session: string, id: string, command: string, stdout = 'ok') => ({
  ...hookOf(session, 'PostToolUse', { tool_name: 'Bash', tool_input: { command }, tool_use_id: id, duration_ms: 3 }),
  tool_response: { stdout, stderr: '', interrupted: false },
});
const stop = (session: string, said: string) =>
  hookOf(session, 'Stop', { last_assistant_message: said, stop_hook_active: false });

const post = (payload: unknown, project = 'plums') => api.send('POST', `/api/v1/projects/${project}/hooks/claude-code`, payload);
async function tell(...payloads: unknown[]) {
  for (const payload of payloads) expect([(await post(payload)).status, payload]).toEqual([200, payload]);
}
const sessions = async (project = 'plums') =>
  (await good(page(sessionRow), api.fetch(`/api/v1/projects/${project}/sessions`))).items;
async function sidOf(session: string, project = 'plums') {
  return (await sessions(project)).find((each) => each.external_id === session)?.sid ?? '';
}
async function overlay(session: string) {
  const { items } = await good(hookEvents, api.fetch(`/api/v1/sessions/${await sidOf(session)}/hook-events`));
  return items.map(({ kind, text, tool }) => [kind, text ?? tool?.output ?? JSON.stringify(tool?.input ?? null)]);
}
const send = (text: string) =>
  api.fetch('/api/v1/projects/plums/transcripts', { method: 'POST', body: text }).then(({ status }) => status);

test('a session is live as soon as its hooks tell of it, with no event and no segment', async () => {
  await tell(
    hookOf(`${ID}1`, 'SessionStart', { source: 'startup', model: 'claude-x' }),
    promptOf(`${ID}1`, 'Stone the plums'),
    call(`${ID}1`, 'toolu_1', 'npm run stone'),
  );
  const [row] = await sessions();
  expect(row).toMatchObject({
    ...{ title: 'Stone the plums', agent: 'claude', cwd: '/home/dev/plums', status: 'live', now: 'Bash · npm run stone' },
    ...{ event_count: 0, segment_count: 0 },
  });
  expect(await overlay(`${ID}1`)).toEqual([
    ['prompt', 'Stone the plums'],
    ['tool_call', '{"command":"npm run stone"}'],
    ['tool_result', 'ok'],
  ]);
  const { items } = await good(page(event), api.fetch(`/api/v1/sessions/${row?.sid}/events`));
  expect(items).toEqual([]);
});

test('what begins and ends around a conversation makes no session', async () => {
  await tell(hookOf(`${ID}2`, 'SessionStart'), hookOf(`${ID}2`, 'SessionEnd', { reason: 'other' }), { session_id: `${ID}2` });
  expect(await sidOf(`${ID}2`)).toBe('');
});

test('the same again is one, also at the same moment', async () => {
  const [prompt, made] = [promptOf(`${ID}3`, 'Wash them'), call(`${ID}3`, 'toolu_2', 'wash')];
  await Promise.all([prompt, prompt, prompt, made, made, made].map((payload) => tell(payload)));
  expect((await overlay(`${ID}3`)).map(([kind]) => kind).sort()).toEqual(['prompt', 'tool_call', 'tool_result']);
});

test('it gives way to the transcript, and what came after its end stays', async () => {
  const session = `${ID}4`;
  const file = new SessionFile(session).prompt('Weigh the plums').say('I weigh them.');
  await tell(promptOf(session, 'Weigh the plums'), stop(session, 'I weigh them.'), promptOf(session, 'And the pears'));
  expect(await send(file.text)).toBe(200);
  expect(await overlay(session)).toEqual([['prompt', 'And the pears']]);
  await tell(stop(session, 'Weighed.'));
  expect(await send(file.prompt('And the pears').say('Weighed.').text)).toBe(200);
  expect(await overlay(session)).toEqual([]);
  expect((await good(sessionDetail, api.fetch(`/api/v1/sessions/${await sidOf(session)}`))).event_count).toBe(4);
  await tell(stop(session, 'Weighed.'));
  expect(await overlay(session)).toEqual([]);
});

test('what the transcript says of its session stands against what hooks tell', async () => {
  const session = `${ID}b`;
  const told = async () => {
    const row = await good(sessionDetail, api.fetch(`/api/v1/sessions/${await sidOf(session)}`));
    return [row.title, row.cwd, row.started_at];
  };
  await tell(promptOf(session, 'Never mind'));
  expect((await told()).slice(0, 2)).toEqual(['Never mind', '/home/dev/plums']);
  expect(await send(new SessionFile(session).prompt('Plant a plum').text)).toBe(200);
  const known = ['Plant a plum', '/home/dev/garden', '2026-11-20T08:01:00.000Z'];
  expect(await told()).toEqual(known);
  await tell(promptOf(session, 'And another'));
  expect(await told()).toEqual(known);
});

test('secrets are replaced, and what is long is cut', async () => {
  const session = `${ID}5`;
  const secret = ['AKIA', 'Q3EGZ5XWT7MHNK2P'].join('');
  await tell(call(session, 'toolu_3', `deploy ${secret}`, 'x'.repeat(LIMITS.preview_chars + 9)));
  const told = await overlay(session);
  expect(JSON.stringify(told)).not.toContain(secret);
  expect(told.at(-1)?.[1]).toHaveLength(LIMITS.preview_chars);
});

test('a call is under way until its result comes, and somebody is asked until something goes on', async () => {
  const session = `${ID}6`;
  const begun = { ...call(session, 'toolu_4', 'press'), hook_event_name: 'PreToolUse', tool_response: undefined };
  const asks = hookOf(session, 'Notification', { message: 'Claude needs your permission to use Bash' });
  await tell(begun, asks);
  expect(await overlay(session)).toEqual([
    ['tool_call', '{"command":"press"}'],
    ['note', 'Claude needs your permission to use Bash'],
  ]);
  expect((await sessions()).find((each) => each.external_id === session)).toMatchObject({
    ...{ status: 'waiting', waiting_on: 'Claude needs your permission to use Bash' },
  });
  await tell(call(session, 'toolu_4', 'press'), begun);
  expect((await overlay(session)).map(([kind]) => kind)).toEqual(['tool_call', 'tool_result']);
  expect((await sessions()).find((each) => each.external_id === session)?.status).toBe('live');
});

test('nobody is asked any more when the session has ended', async () => {
  const session = `${ID}a`;
  const status = async () => (await sessions()).find((each) => each.external_id === session)?.status;
  await tell(promptOf(session, 'Press them'), hookOf(session, 'PermissionRequest', { tool_name: 'Bash', tool_input: {} }));
  expect([await status(), (await overlay(session)).at(-1)]).toEqual(['waiting', ['note', 'Claude asks to use Bash']]);
  await tell(hookOf(session, 'SessionEnd', { reason: 'other' }));
  expect([await status(), await overlay(session)]).toEqual(['live', [['prompt', 'Press them']]]);
});

test('of very many the newest are kept', async () => {
  const session = `${ID}7`;
  await tell(promptOf(session, 'Count'));
  await held.db.sql`
    insert into hook_events (session_id, digest, received_at, hook, thread, items)
    select id, sha256(n::text::bytea), now(), 'Stop', 'main', '[]' from sessions, generate_series(1, ${LIMITS.hook_events + 20}) n
    where external_id = ${session}`;
  await tell(promptOf(session, 'Counted'));
  const [{ n } = { n: 0 }] = await held.db.sql<{ n: number }[]>`
    select count(*)::int as n from hook_events h join sessions s on s.id = h.session_id where s.external_id = ${session}`;
  expect(n).toBe(LIMITS.hook_events);
});

test.each([
  ['no JSON', '{"session_id":', 'invalid_json'],
  ['nothing', '', 'invalid_json'],
  ['a list', '[]', 'invalid_request'],
  ['no session', '{"hook_event_name":"Stop"}', 'invalid_request'],
  ['a number for a session', '{"session_id":7}', 'invalid_request'],
  ['very deep JSON', `{"session_id":"x","a":${'['.repeat(300)}${']'.repeat(300)}}`, 'too_deep'],
])('a body of %s is refused', async (_what, body, code) => {
  const answer = await bad(api.fetch('/api/v1/projects/plums/hooks/claude-code', { method: 'POST', body }));
  expect([answer.status, answer.code]).toEqual([400, code]);
});

test('anything else with a session is taken', async () => {
  await tell(
    { session_id: 'x'.repeat(5000), hook_event_name: 'UserPromptSubmit', prompt: 'Long \u0000 name' },
    { session_id: `${ID}8`, hook_event_name: 7 },
    { session_id: `${ID}8`, hook_event_name: 'Stop', last_assistant_message: { a: 1 } },
    { session_id: `${ID}8`, hook_event_name: 'PostToolUse', tool_input: [null], tool_response: 7, cwd: {} },
    { session_id: `${ID}8`, hook_event_name: '__proto__', agent_id: '\ud800' },
    { session_id: `${ID}8`, hook_event_name: 'PermissionRequest', tool_name: { toString: 1 } },
  );
});

test('what was deleted stays deleted', async () => {
  await tell(promptOf(`${ID}9`, 'Eat one'));
  expect((await api.fetch(`/api/v1/sessions/${await sidOf(`${ID}9`)}`, { method: 'DELETE' })).status).toBe(204);
  for (const payload of [promptOf(`${ID}9`, 'Eat two'), hookOf(`${ID}9`, 'SessionEnd')])
    expect((await bad(post(payload))).code).toBe('deleted');
});

test('without a project it goes where the session is, else where its folder belongs', async () => {
  await tell(promptOf('wanderer', 'Look around'));
  const anywhere = (payload: unknown) => api.send('POST', '/api/v1/hooks/claude-code', payload);
  expect((await anywhere({ ...promptOf('wanderer', 'Go home'), cwd: '/home/dev/elsewhere' })).status).toBe(200);
  expect((await anywhere({ ...promptOf('newcomer', 'Begin'), cwd: '/no-such/Bee Hive' })).status).toBe(200);
  expect(await overlay('wanderer')).toHaveLength(2);
  expect(await sidOf('newcomer', 'bee-hive')).not.toBe('');
});

test('a token that may ingest tells of its own project, and needs not name it', async () => {
  const team = testTeam(held);
  const inTeam = testApi(held, { DEBRIEF_MODE: 'team' });
  const { id: projectId } = await ensureProject(jobContext(held.db, 'test'), 'pears');
  const tokenOf = async (scope: 'ingest' | 'read') => ({
    authorization: `Bearer ${(await team.token({ projectId, scopes: [scope] })).token}`,
  });
  const payload = promptOf('pear', 'Peel it');
  const ask = (path: string, headers: Record<string, string>) => inTeam.send('POST', `/api/v1${path}`, payload, headers);
  expect((await ask('/hooks/claude-code', await tokenOf('ingest'))).status).toBe(200);
  expect((await ask('/projects/pears/hooks/claude-code', await tokenOf('ingest'))).status).toBe(200);
  expect((await ask('/projects/plums/hooks/claude-code', await tokenOf('ingest'))).status).toBe(404);
  expect((await ask('/projects/pears/hooks/claude-code', await tokenOf('read'))).status).toBe(403);
  expect((await ask('/hooks/claude-code', {})).status).toBe(401);
});
