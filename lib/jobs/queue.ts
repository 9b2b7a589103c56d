import { sql as query } from 'drizzle-orm';
import type postgres from 'postgres';
import type { Tx } from '@/db/client';

/** Every kind of job there is; each works on one session, and waits at most once for each. */
export const JOB_NAMES = ['settle', 'index'] as const;
export type JobName = (typeof JOB_NAMES)[number];

export interface Wanted {
  name: JobName;
  sessionId: string;
  /** How long to wait for more of the same. */
  delayMs: number;
}

type Sql = postgres.Sql | postgres.TransactionSql;

export const MAX_ATTEMPTS = 5;
/** A job that has used its tries up gets one more for what is new, no sooner than this. */
const LAST_RESORT_MS = 60_000;

export const jobKey = (name: JobName, sessionId: string) => `${name}:${sessionId}`;

/**
 * Has a job done after the commit of the transaction that `sql` is of; nothing happens if one waits already, at its time and with its tries.
 * The waiting job is locked until then, so that none starts that would not see what this transaction writes. One that runs already is followed by another.
 */
export async function enqueue(sql: Sql, wanted: Wanted): Promise<void> {
  const [known] = await sql<{ id: string; is_available: boolean; is_running: boolean }[]>`
    select id::text, is_available, locked_at is not null as is_running
    from graphile_worker._private_jobs where key = ${jobKey(wanted.name, wanted.sessionId)} for update`;
  if (known?.is_available) return;
  if (!known || known.is_running) return addJob(sql, wanted);
  await sql`
    select graphile_worker.reschedule_jobs(
      array[${known.id}::bigint], run_at => now() + ${LAST_RESORT_MS}::float8 * interval '1 ms', attempts => max_attempts - 1)
    from graphile_worker.jobs where id = ${known.id}::bigint`;
}

/** Puts a job into the queue as a new one, in the place of one that waits or has failed. */
export async function addJob(sql: Sql, { name, sessionId, delayMs }: Wanted): Promise<void> {
  await sql`
    select graphile_worker.add_job(
      ${name}, payload => json_build_object('session', ${sessionId}::text), run_at => now() + ${delayMs}::float8 * interval '1 ms',
      max_attempts => ${MAX_ATTEMPTS}, job_key => ${jobKey(name, sessionId)})`;
}

/** Settling goes before what gathers. */
const LATER = 10;

/** Has a job of each of these sessions done, for work that gathers what changes meanwhile: one that waits keeps its time, one that has failed is tried anew. */
export async function enqueueGathering(
  tx: Pick<Tx, 'execute'>,
  sessionIds: readonly string[],
  { name, delayMs }: Omit<Wanted, 'sessionId'>,
): Promise<void> {
  await tx.execute(query`
    select graphile_worker.add_job(
      ${name}, payload => json_build_object('session', id), run_at => now() + ${delayMs}::float8 * interval '1 ms', priority => ${LATER}::int,
      max_attempts => ${MAX_ATTEMPTS}::int, job_key => ${jobKey(name, '')}::text || id, job_key_mode => 'preserve_run_at')
    from jsonb_array_elements_text(${JSON.stringify(sessionIds)}::text::jsonb) as id`);
}
