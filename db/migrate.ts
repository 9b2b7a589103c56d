import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as migrateWithDrizzle } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';

/** Any number will do; every program that migrates this database must take the same one. */
const MIGRATION_LOCK = 4_207_301;

/** Brings a database up to this program's schema. Only one of several programs that start at once does it; the others wait. */
export async function migrate(url: string): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await client`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await migrateWithDrizzle(drizzle(client), { migrationsFolder: join(process.cwd(), 'db', 'migrations') });
  } finally {
    await client.end();
  }
}
