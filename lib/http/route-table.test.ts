import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { readEnv } from '@/lib/env';
import { createApp } from '@/lib/http/app';
import { testApi } from '@/lib/http/testing';
import { type Caller, callersOf, type Entered, expected } from '@/lib/http/testing-callers';
import { isOfProject, isOwn, nameOf, type Ruled, requestFor, routesOf } from '@/lib/http/testing-routes';
import { belongings, NOWHERE, newScene, type Scene } from '@/lib/http/testing-scene';

const held = testDatabase();
const api = testApi(held, { DEBRIEF_MODE: 'team' });
const routes = routesOf(createApp({ db: held.db, env: readEnv({ DEBRIEF_MODE: 'team' }) }));

let callers: { caller: Caller; entered: Entered }[];
let flower: Scene;
let tree: Scene;
let count = 0;

beforeAll(async () => {
  flower = await newScene(held.db, 'flower');
  tree = await newScene(held.db, 'tree');
  callers = await Promise.all(callersOf(held.db).map(async (caller) => ({ caller, entered: await caller.enter(flower, tree) })));
});

/** Asks from an address of its own, so that no limit is met. */
async function ask(route: Ruled, scene: Scene, headers: Record<string, string>) {
  const { path, init } = requestFor(route, scene);
  count += 1;
  const peer = { 'x-debrief-peer': `2001:db8::${count.toString(16)}` };
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

/** The rows of every table but the counts of limits. */
async function stored(): Promise<string> {
  const tables = await held.db.sql<{ name: string }[]>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_schema = 'public' and table_name <> 'rate_limits' or table_name = '_private_jobs' order by 1`;
  const rows = tables.map(async ({ name }) => [
    name,
    ...(await held.db.sql.unsafe(`select to_jsonb(t) - 'last_used_at' as row from ${name} t order by 1`)),
  ]);
  return JSON.stringify(await Promise.all(rows));
}

test('every route says who may take it', () => {
  expect(routes.filter(({ need }) => need === undefined).map(nameOf)).toEqual([]);
  expect(routes.length).toBeGreaterThan(30);
});

describe.each(routes.map((route) => [nameOf(route), route] as const))('%s', (_, { need, ...rest }) => {
  if (!need) return;
  const route = { ...rest, need };
  const denied = () => callers.filter(({ caller }) => expected(route, caller) !== 'taken');
  const taken = () => callers.filter(({ caller }) => expected(route, caller) === 'taken');

  test('whom it turns away learns and changes nothing', async () => {
    const before = await stored();
    const learn = async ({ caller, entered: { headers } }: (typeof callers)[number]) => {
      const here = await ask(route, flower, headers);
      expect([caller.name, outcomeOf(here)]).toEqual([caller.name, expected(route, caller)]);
      if (here.status === 403) return;
      expect([caller.name, toldBy(here, flower)]).toEqual([caller.name, toldBy(await ask(route, NOWHERE, headers), NOWHERE)]);
    };
    await Promise.all(denied().map(learn));
    expect(await stored()).toBe(before);
  });

  test('whom it lets in is answered, of what is theirs only', async () => {
    const take = async ({ caller, entered }: (typeof callers)[number]) => {
      const there = route.method === 'GET' ? flower : await newScene(held.db, `own-${++count}`);
      const { headers, id } = there === flower ? entered : await caller.enter(there, tree);
      const scene = isOwn(route) && id ? { ...there, ...(await belongings(held.db, id)) } : there;
      const seesAll = caller.is === 'administrator' || /administrator/.test(caller.name);
      if (isOwn(route) || (isOfProject(route) && need !== 'anyone' && !seesAll)) {
        const [elsewhere, nowhere] = [await ask(route, tree, headers), await ask(route, NOWHERE, headers)];
        expect([caller.name, elsewhere.status, toldBy(elsewhere, tree)]).toEqual([caller.name, 404, toldBy(nowhere, NOWHERE)]);
      }
      expect([caller.name, outcomeOf(await ask(route, scene, headers))]).toEqual([caller.name, 'taken']);
    };
    await Promise.all(taken().map(take));
  });
});

afterAll(() => console.log(`${routes.length} routes × ${callers.length} callers, ${count} requests`));
