import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import * as schema from '@/db/schema';
import { testDatabase } from '@/db/testing';
import { withSafeBegin } from '@/db/transaction';
import { readEnv } from '@/lib/env';
import { createApp } from '@/lib/http/app';
import { callersOf, expected } from '@/lib/http/testing-callers';
import { type Ruled, requestFor, routesOf } from '@/lib/http/testing-routes';
import { NOWHERE, newScene, type Scene } from '@/lib/http/testing-scene';

const held = testDatabase();
const env = { DEBRIEF_MODE: 'team' };
let watched: Database;
let statements: string[] = [];

beforeAll(() => {
  const debug = (_: number, statement: string) => void statements.push(statement);
  const open = () => withSafeBegin(postgres(held.url, { max: 4, debug, onnotice: () => {} }), 10_000);
  const [forOrm, sql] = [open(), open()];
  watched = { orm: drizzle(forOrm, { schema }), sql, close: async () => void (await Promise.all([forOrm.end(), sql.end()])) };
});
afterAll(() => watched.close());

test('who has no part in a project makes the database do the same, whether it exists or not', async () => {
  const [flower, tree] = [await newScene(held.db, 'flower'), await newScene(held.db, 'tree')];
  const app = createApp({ db: watched, env: readEnv(env) });
  const statementsOf = async (route: Ruled, scene: Scene, headers: Record<string, string>) => {
    const { path, init } = requestFor(route, scene);
    statements = [];
    const sent = { host: '127.0.0.1:3000', ...init.headers, ...headers };
    const { status } = await app.fetch(new Request(`http://127.0.0.1:3000${path}`, { ...init, headers: sent }));
    return { status, statements };
  };
  for (const caller of callersOf(held.db).filter(({ is, may }) => may === null && (is === 'person' || is === 'token'))) {
    const { headers } = await caller.enter(flower, tree);
    for (const route of routesOf(app)) {
      if (!route.need || expected({ ...route, need: route.need }, caller) !== 404) continue;
      await statementsOf(route, NOWHERE, headers); // what is done once, as marking a token as used, is done now
      const [there, nowhere] = [await statementsOf(route, flower, headers), await statementsOf(route, NOWHERE, headers)];
      expect({ caller: caller.name, route, ...there }).toEqual({ caller: caller.name, route, ...nowhere });
      expect(there.statements.length).toBeGreaterThan(0);
    }
  }
});
