import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as schema from '@/db/schema';
import { withSafeBegin } from '@/db/transaction';

/** The one way to the tables: `orm` for everything, `sql` for bulk inserts (drizzle changes its client's serialisers, so each has its own). */
export interface Database {
  readonly orm: PostgresJsDatabase<typeof schema>;
  readonly sql: postgres.Sql;
  close(): Promise<void>;
}

/** `orm` inside a transaction. */
export type Tx = Parameters<Parameters<Database['orm']['transaction']>[0]>[0];

const CLOSE_SECONDS = 3;
/** Longer than any transaction takes here. */
const LOCK_MS = 10_000;
/** How long work on connections that are still good may take after another one of their pool was lost. */
const DRAIN_SECONDS = 60;

/** Opens pools on a Postgres URL; nothing is connected before the first query. */
export function connect(url: string, { max = 10, lockMs = LOCK_MS } = {}): Database {
  const open = (onclose: () => void) =>
    withSafeBegin(
      postgres(url, { max, max_lifetime: null, onnotice: () => {}, onclose, connection: { application_name: 'debrief' } }),
      lockMs,
    );
  const forOrm = pool((onclose) => {
    const client = open(onclose);
    return { client, use: drizzle(client, { schema }) };
  });
  const forSql = pool((onclose) => {
    const client = open(onclose);
    return { client, use: client };
  });
  return {
    get orm() {
      return forOrm.use();
    },
    get sql() {
      return forSql.use();
    },
    close: async () => void (await Promise.all([forOrm.close(), forSql.close()])),
  };
}

interface Pool<T> {
  client: postgres.Sql;
  use: T;
}

/** A pool that is replaced once a connection of it is lost: postgres.js gives the next query on it the error of the last one (3.4.9). */
function pool<T>(open: (onclose: () => void) => Pool<T>): { use(): T; close(): Promise<void> } {
  let current: Pool<T> | null = null;
  const opened = (): Pool<T> => {
    const made: Pool<T> = open(() => {
      if (current !== made) return;
      current = null;
      void made.client.end({ timeout: DRAIN_SECONDS }).catch(() => {});
    });
    return made;
  };
  return {
    use: () => {
      current ??= opened();
      return current.use;
    },
    close: async () => {
      const last = current;
      current = null;
      await last?.client.end({ timeout: CLOSE_SECONDS });
    },
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
