import type postgres from 'postgres';
import { isConnectionLost } from '@/db/transient';

type Run<T> = (sql: postgres.TransactionSql) => T | Promise<T>;

/**
 * Replaces `begin` of a postgres.js client. Its own writes the rollback also to a connection that is gone; that throws outside of any promise and
 * leaves the pool's place of that connection hanging for ever (3.4.9, porsager/postgres issues 1154 and 1208). Nested transactions are not offered.
 * A transaction waits `lockMs` for what another one holds, and fails then: who waits for ever takes a connection from all others.
 */
export function withSafeBegin(client: postgres.Sql, lockMs: number): postgres.Sql {
  const begin = async <T>(first: string | Run<T>, second?: Run<T>) => {
    const run = typeof first === 'function' ? first : second;
    if (!run) throw new TypeError('A transaction needs a function');
    const mode = typeof first === 'string' ? first.replace(/[^a-z ]/gi, '') : '';
    const sql = await client.reserve();
    try {
      await sql.unsafe(`begin ${mode}; set local lock_timeout = ${lockMs}`);
      const result = await run(sql as unknown as postgres.TransactionSql); // the same but for savepoints
      await sql`commit`;
      sql.release();
      return result;
    } catch (error) {
      if (!isConnectionLost(error)) {
        await sql`rollback`;
        sql.release();
      }
      throw error; // a lost connection goes back to its pool by itself, when it closes
    }
  };
  return Object.assign(client, { begin });
}
