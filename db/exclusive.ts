import type { Database } from '@/db/client';

/** Runs `work` in one process at a time among all that share the database; the others wait for it. */
export async function exclusively<T>(db: Database, lock: number, work: () => Promise<T>): Promise<T> {
  const connection = await db.sql.reserve();
  try {
    await connection`select pg_advisory_lock(${lock})`;
    return await work();
  } finally {
    await connection`select pg_advisory_unlock(${lock})`;
    connection.release();
  }
}
