import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as migrateWithDrizzle } from 'drizzle-orm/postgres-js/migrator';
import { Logger, runMigrations } from 'graphile-worker';
import postgres from 'postgres';
import { pgUrls } from '@/db/pg-urls';

/** Any number will do; every program that migrates this database must take the same one. */
const MIGRATION_LOCK = 4_207_301;

/** The database was migrated by a version that knows more than this one. */
export class NewerDatabaseError extends Error {
  override readonly name = 'NewerDatabaseError';
}

/**
 * Brings a database up to this program's schema and that of its job queue. Only one of several programs that start at once does it; the others wait.
 * Throws a NewerDatabaseError, and changes nothing, when the database holds migrations that this program does not know.
 */
export async function migrate(url: string): Promise<'migrated' | 'current'> {
  const folder = join(process.cwd(), 'db', 'migrations');
  const client = postgres(url, { max: 1, onnotice: () => {}, connection: { application_name: 'debrief migrate' } });
  try {
    await client`select pg_advisory_lock(${MIGRATION_LOCK})`;
    const applied = await listApplied(client);
    const known = readKnown(folder);
    const unknown = applied.filter((when) => !known.includes(when));
    if (unknown.length > 0) {
      throw new NewerDatabaseError(
        `The database is newer than this Debrief: it holds ${unknown.length} ${unknown.length === 1 ? 'migration' : 'migrations'} that this version does not know.`,
      );
    }
    await migrateQueue(url);
    if (known.every((when) => applied.includes(when))) return 'current';
    await migrateWithDrizzle(drizzle(client), { migrationsFolder: folder });
    return 'migrated';
  } finally {
    await client.end();
  }
}

async function migrateQueue(url: string): Promise<void> {
  const logger = new Logger(() => () => {});
  const [first, ...others] = pgUrls(url, 'debrief migrate').map(
    (connectionString) => () => runMigrations({ connectionString, schema: 'graphile_worker', logger }),
  );
  await others.reduce((tried, next) => tried.catch(next), first?.() ?? Promise.resolve());
}

/** A migration is known by its time: its hash would change with the line endings of a checkout. */
async function listApplied(client: postgres.Sql): Promise<number[]> {
  const [table] = await client`select to_regclass('drizzle.__drizzle_migrations') is not null as "exists"`;
  if (!table?.exists) return [];
  const rows = await client<{ created_at: string }[]>`select created_at from drizzle.__drizzle_migrations`;
  return rows.map((row) => Number(row.created_at));
}

function readKnown(folder: string): number[] {
  const journal: { entries: { when: number }[] } = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8'));
  return journal.entries.map((entry) => entry.when);
}
