import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as schema from '@/db/schema';

/** The one way to the tables: `orm` for everything, `sql` for bulk inserts (drizzle changes its client's serialisers, so each has its own). */
export interface Database {
  orm: PostgresJsDatabase<typeof schema>;
  sql: postgres.Sql;
  close(): Promise<void>;
}

const CLOSE_SECONDS = 3;

/** Opens pools on a Postgres URL; nothing is connected before the first query. */
export function connect(url: string, { max = 10 } = {}): Database {
  const options = { max, onnotice: () => {}, connection: { application_name: 'debrief' } };
  const ormClient = postgres(url, options);
  const sql = postgres(url, options);
  return {
    orm: drizzle(ormClient, { schema }),
    sql,
    close: async () => void (await Promise.all([ormClient.end({ timeout: CLOSE_SECONDS }), sql.end({ timeout: CLOSE_SECONDS })])),
  };
}

const shared = globalThis as { debriefDatabase?: Database };

/** The database of this process, from DATABASE_URL. Kept on globalThis: bundles and hot reloads load this file more than once. */
export function database(): Database {
  shared.debriefDatabase ??= connect(requiredUrl(), { max: Number(process.env.DATABASE_POOL) || undefined });
  return shared.debriefDatabase;
}

function requiredUrl(): string {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error('DATABASE_URL is not set: start Debrief with npm start, which provides the embedded database.');
  return url;
}
