import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { testTeam } from '@/lib/auth/testing';
import { event } from '@/lib/events/schema';
import { page } from '@/lib/http/schema';
import { bad, good, testApi } from '@/lib/http/testing';
import { putSegments } from '@/lib/segments/commands';
import { ask, run, say, testSession } from '@/lib/segments/testing';
import { putSession } from '@/lib/sessions/commands';
import { newShare, share } from '@/lib/shares/schema';

const held = testDatabase();
const api = testApi(held, { DEBRIEF_MODE: 'team' });
const team = testTeam(held);
const names = { sid: '', other: '', project: '', tree: '' };
let ida: { id: string; headers: { cookie: string } };
let viewer: { headers: { cookie: string } };
let stranger: { headers: { cookie: string } };

beforeAll(async () => {
  const ctx = localContext(held.db, 'someone');
  const lead = await testSession(ctx, 'lead');
  await lead.append(ask('Count the boats'), run('ls boats', 'twelve'), say('Twelve boats.'));
  await lead.append(ask('Paint the hulls'), { ...say('In the yard.'), thread: 'sub' }, say('Painted.'));
  await lead.settle();
  await putSegments(ctx, lead.key, [
    { key: 'count', title: 'Count the boats', first: 'e1', last: 'e3' },
    { key: 'paint', title: 'Paint the hulls', first: 'e4', last: 'e6' },
  ]);
  names.sid = lead.sid;
  const other = await testSession(ctx, 'other');
  await other.append(ask('Sweep the pier'), say('Swept.'));
  names.other = other.sid;
  const of = async (sid: string) =>
    (await held.db.sql<{ id: string }[]>`select project_id as id from sessions s where s.sid = ${sid}`)[0]?.id ?? '';
  names.project = await of(lead.sid);
  names.tree = await of((await putSession(ctx, { project: 'tree', externalId: 'one' }, {})).sid);
  ida = await team.person({ roles: { [names.project]: 'reviewer' } });
  viewer = await team.person({ roles: { [names.project]: 'viewer' } });
  stranger = await team.person({ roles: { [names.tree]: 'admin' } });
});

const links = () => `/api/v1/sessions/${names.sid}/shares`;
const make = (body: unknown = {}, headers: Record<string, string> = ida.headers) => api.send('POST', links(), body, headers);
const tokenOf = ({ url }: { url: string }) => url.slice(url.lastIndexOf('/') + 1);
const made = async (body?: unknown) => {
  const link = await good(newShare, make(body));
  return { ...link, token: tokenOf(link) };
};
const seqs = async (token: string, query = '') =>
  (await good(page(event), api.fetch(`/api/v1/shares/${token}/events?${query}`))).items.map(({ seq }) => seq);

describe('a link is made', () => {
  test('with a secret that is told once and kept as its hash', async () => {
    const { url, id, token } = await made({ segment: { n: 2 }, expires_in_days: 7 });
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:3000\/s\/[\w-]{32}$/);
    const { items } = await good(page(share), api.fetch(links(), { headers: ida.headers }));
    expect(items.find((item) => item.id === id)).toMatchObject({
      segment: { n: 2, cut: 1, title: 'Paint the hulls' },
      made_by: 'Ida',
    });
    const rows = await held.db.sql<
      { row: string }[]
    >`select s::text as row from shares s union all select a::text from audit_log a`;
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.filter(({ row }) => row.includes(token))).toEqual([]);
  });

  test('for thirty days, unless one says otherwise', async () => {
    const days = async (body: unknown) => {
      const { created_at, expires_at } = await good(newShare, make(body));
      return Math.round((Date.parse(expires_at ?? '') - Date.parse(created_at)) / 86_400_000);
    };
    expect([await days({}), await days({ expires_in_days: 1 }), await days({ expires_in_days: 365 })]).toEqual([30, 1, 365]);
    for (const n of [0, 1.5, 2 ** 31]) expect(await bad(make({ segment: { n } }))).toMatchObject({ status: 400 });
    for (const expires_in_days of [0, 366, null]) expect(await bad(make({ expires_in_days }))).toMatchObject({ status: 400 });
  });

  test('and turned off by reviewers of the project alone', async () => {
    const { id } = await made();
    const revoke = (headers: Record<string, string>) => api.fetch(`/api/v1/shares/${id}`, { method: 'DELETE', headers });
    for (const [headers, status] of [
      [viewer.headers, 403],
      [stranger.headers, 404],
      [{}, 401],
      [(await team.token({ projectId: names.project, scopes: ['read'] })).headers, 403],
    ] as const) {
      expect([(await make({}, headers)).status, (await api.fetch(links(), { headers })).status]).toEqual([status, status]);
      expect((await revoke(headers)).status).toBe(status);
    }
    const program = await team.token({ projectId: names.project, scopes: ['read', 'review'] });
    expect([(await make({}, program.headers)).status, (await revoke(program.headers)).status]).toEqual([403, 403]); // a link would outlive the token
    expect((await revoke(ida.headers)).status).toBe(204);
    expect((await revoke(ida.headers)).status).toBe(204);
    const audit = await held.db.sql`
      select action, actor_name, project, subject from audit_log where subject_id = ${id} order by at, id`;
    expect(audit.map(({ action }) => action)).toEqual(['share.created', 'share.revoked']);
    expect(audit[0]).toMatchObject({ actor_name: 'Ida', project: 'trial' });
  });

  test('for what is there', async () => {
    expect(await bad(make({ segment: { n: 9 } }))).toMatchObject({ status: 404 });
    expect(await bad(make({ segment: { n: 1, cut: 2 } }))).toMatchObject({ status: 404 });
    expect(await bad(api.send('POST', '/api/v1/sessions/nothing0/shares', {}, ida.headers))).toMatchObject({ status: 404 });
    for (const id of ['nothing', '0198c0de-0000-7000-8000-000000000009'])
      expect((await api.fetch(`/api/v1/shares/${id}`, { method: 'DELETE', headers: ida.headers })).status).toBe(404);
  });
});

describe('a link shows', () => {
  test('a session its events, and those of no other', async () => {
    const { token } = await made();
    expect(await seqs(token)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await seqs(token, 'segment=1&cut=1')).toEqual([1, 2, 3]);
    expect(await good(event, api.fetch(`/api/v1/shares/${token}/events/2`))).toMatchObject({
      tool: { output: 'twelve' },
      source: null,
    });
  });

  test('a segment its own events, whatever is asked for', async () => {
    const { token } = await made({ segment: { n: 2 } });
    for (const query of ['', 'segment=1&cut=1', 'from=1&to=6', 'cut=9', 'after=0', 'thread=sub'])
      expect([query, (await seqs(token, query)).filter((seq) => seq < 4)]).toEqual([query, []]);
    expect((await seqs(token)).length).toBeGreaterThan(1);
    for (const seq of [1, 2, 3]) {
      expect(await bad(api.fetch(`/api/v1/shares/${token}/events/${seq}`))).toMatchObject({ status: 404 });
      expect(await bad(api.fetch(`/api/v1/shares/${token}/events/${seq}?cut=1`))).toMatchObject({ status: 404 });
    }
    expect(await good(event, api.fetch(`/api/v1/shares/${token}/events/4`))).toMatchObject({ text: 'Paint the hulls' });
  });

  test('nothing once it was turned off or has expired, and nothing to who guesses', async () => {
    const [off, late] = [await made(), await made()];
    await api.fetch(`/api/v1/shares/${off.id}`, { method: 'DELETE', headers: ida.headers });
    await held.db.sql`update shares set expires_at = now() - interval '1 second' where id = ${late.id}`;
    const answers = await Promise.all(
      [off.token, late.token, 'x'.repeat(32), off.id].map(async (token) => {
        const { request_id: _, ...problem } = await bad(api.fetch(`/api/v1/shares/${token}/events`));
        return problem;
      }),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 404 });
    const { items } = await good(page(share), api.fetch(links(), { headers: ida.headers }));
    expect(items.filter(({ id }) => id === off.id || id === late.id)).toEqual([]);
  });
});

test('the secret of a link opens nothing else of the API', async () => {
  const { token } = await made();
  const { paths } = await good(
    z.object({ paths: z.record(z.string(), z.record(z.string(), z.object({ 'x-access': z.string().optional() }).loose())) }),
    api.fetch('/api/v1/openapi.json'),
  );
  const values: Record<string, string> = { sid: names.sid, project: 'trial', seq: '1', n: '1', share: '1', id: '1' };
  const guarded = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, route]) =>
      route['x-access'] === 'anyone' ? [] : [[method.toUpperCase(), path] as const],
    ),
  );
  expect(guarded.length).toBeGreaterThan(20);
  for (const [method, path] of guarded) {
    await held.db.sql`delete from rate_limits`;
    const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? 'x');
    const shown: Record<string, string>[] = [
      { authorization: `Bearer ${token}` },
      { authorization: `Bearer dbf_${token}` },
      { cookie: `debrief.session_token=${token}` },
    ];
    for (const headers of shown)
      expect([method, url, (await api.fetch(url, { method, headers })).status]).toEqual([method, url, 401]);
    expect([url, (await api.fetch(`${url}?token=${token}`, { method })).status]).toEqual([url, 401]);
  }
});
