import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import type { Need } from '@/lib/auth/abilities';
import { testTeam } from '@/lib/auth/testing';
import { readEnv } from '@/lib/env';
import { createApp } from '@/lib/http/app';
import { testApi } from '@/lib/http/testing';
import { belongings } from '@/lib/http/testing-belongings';
import { type Caller, callersOf, type Entered, expected } from '@/lib/http/testing-callers';
import { isOfProject, isOwn, nameOf, type Ruled, requestFor, routesOf } from '@/lib/http/testing-routes';
import { NOWHERE, newScene, type Scene } from '@/lib/http/testing-scene';

const held = testDatabase();
const env = { DEBRIEF_MODE: 'team', GITHUB_CLIENT_ID: 'id', GITHUB_CLIENT_SECRET: 'secret' };
const api = testApi(held, env);
const routes = routesOf(createApp({ db: held.db, env: readEnv(env) }));

interface Known {
  caller: Caller;
  entered: Entered;
}
let callers: Known[];
let flower: Scene;
let tree: Scene;
let count = 0;

beforeAll(async () => {
  flower = await newScene(held.db, 'flower');
  tree = await newScene(held.db, 'tree');
  callers = await Promise.all(callersOf(held.db).map(async (caller) => ({ caller, entered: await caller.enter(flower, tree) })));
  await belongings(held.db, (await testTeam(held).person({ isAdmin: true })).id); // there is an administrator who can sign in
});

/** Asks from an address of its own, so that no limit is met. */
async function ask(route: Ruled, scene: Scene, headers: Record<string, string>) {
  const { path, init } = requestFor(route, scene);
  count += 1;
  const peer = { 'x-debrief-peer': `2001:db8:0:${count.toString(16)}::1` };
  const answer = await api.fetch(path, { ...init, headers: { ...init.headers, ...headers, ...peer } });
  return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
}
type Answer = Awaited<ReturnType<typeof ask>>;

const outcomeOf = ({ status, body }: Answer) => {
  if (status === 401 || status === 403 || status === 404) return status;
  return status < 400 ? 'taken' : `${status} ${body}`;
};

/** An answer without what is never the same twice, and without the name that was asked for. */
function toldBy({ status, headers, body }: Answer, scene: Scene) {
  const { 'x-request-id': id = '', ...rest } = headers;
  let text = JSON.stringify({ status, headers: rest, body }).replaceAll(id, 'id');
  for (const name of Object.values(scene)) text = text.replaceAll(name, 'name');
  return text;
}

/** A hash of the rows of every table but the counts of limits. */
async function stored(): Promise<Record<string, unknown>> {
  const tables = await held.db.sql<{ name: string }[]>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_schema = 'public' and table_name <> 'rate_limits' or table_name = '_private_jobs' order by 1`;
  const hash = (name: string) =>
    held.db.sql
      .unsafe(`select md5(string_agg((to_jsonb(t) - 'last_used_at')::text, '' order by t::text)) from ${name} t`)
      .values();
  return Object.fromEntries(await Promise.all(tables.map(async ({ name }) => [name, await hash(name)])));
}

test('every route says who may take it', () => {
  expect(routes.filter(({ need }) => need === undefined).map(nameOf)).toEqual([]);
  expect(routes.length).toBeGreaterThan(30);
});

const table = routes.flatMap(({ need, ...route }) => (need ? [[nameOf(route), { ...route, need }] as const] : []));

describe('whom it turns away learns and changes nothing', () => {
  test.each(table)('%s', async (_, route) => {
    const denied = callers.filter(({ caller }) => expected(route, caller) !== 'taken');
    const before = await stored();
    const learn = async ({ caller, entered: { headers } }: Known) => {
      const here = await ask(route, flower, headers);
      const isToldMore = here.status === 403 || caller.is === 'administrator';
      const nowhere = isToldMore ? null : toldBy(await ask(route, NOWHERE, headers), NOWHERE);
      return { caller, outcome: outcomeOf(here), here: isToldMore ? null : toldBy(here, flower), nowhere };
    };
    const learnt = await Promise.all(denied.map(learn));
    expect(tableOf(learnt)).toEqual(tableOf(denied.map(({ caller }) => ({ caller, outcome: expected(route, caller) }))));
    for (const { caller, here, nowhere } of learnt) expect([caller.name, here]).toEqual([caller.name, nowhere]);
    expect(await stored()).toEqual(before);
  });
});

describe('whom it lets in is answered, of what is theirs only', () => {
  test.each(table)('%s', async (_, route) => {
    const taken = callers.filter(({ caller }) => expected(route, caller) === 'taken');
    const take = async ({ caller, entered }: Known) => {
      const isRead = route.method === 'GET';
      const there = isRead || isOwn(route) ? flower : await newScene(held.db, `own-${++count}`);
      const { headers, id } = isRead ? entered : await caller.enter(there, tree);
      const scene = id ? { ...there, ...(isOwn(route) && !isRead ? await belongings(held.db, id) : {}), me: id } : there;
      const told: [string, string][] = [];
      for (const [elsewhere, nowhere] of foreignTo(route, scene, caller)) {
        const [theirs, none] = [await ask(route, elsewhere, headers), await ask(route, nowhere, headers)];
        told.push([toldBy(theirs, elsewhere), toldBy(none, nowhere)]);
      }
      return { caller, told, outcome: outcomeOf(await ask(route, scene, headers)) };
    };
    const took = await Promise.all(taken.map(take));
    for (const { caller, told } of took)
      for (const [theirs, none] of told) expect([caller.name, theirs]).toEqual([caller.name, none]);
    expect(tableOf(took)).toEqual(tableOf(taken.map(({ caller }) => ({ caller, outcome: 'taken' }))));
  });
});

/** What a caller may not see, each beside what is nowhere: all of another project or person, and something of it named from a place of their own. */
function foreignTo(route: Ruled & { need: Need }, scene: Scene, { name, is }: Caller): [Scene, Scene][] {
  if (isOwn(route)) return route.path.includes('{') ? [[tree, NOWHERE]] : [];
  if (!isOfProject(route) || route.need === 'anyone' || is === 'administrator' || name === 'token of an administrator: read')
    return [];
  const { project, projectId, sid } = scene;
  const within = (others: Scene): Scene => ({ ...others, project, projectId, sid });
  const request = (of: Scene) => JSON.stringify(requestFor(route, of));
  const crossed: [Scene, Scene] = [within(tree), within(NOWHERE)];
  const namesMore = request(crossed[0]) !== request(scene) && /\{(project|sid)\}/.test(route.path);
  return [[tree, NOWHERE], ...(namesMore ? [crossed] : [])];
}

const tableOf = (rows: { caller: Caller; outcome: unknown }[]) =>
  Object.fromEntries(rows.map(({ caller, outcome }) => [caller.name, outcome]));

afterAll(() => console.log(`${routes.length} routes × ${callers.length} callers, ${count} requests`));
