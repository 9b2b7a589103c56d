import type { Context } from '@/lib/auth/context';
import { addJob, JOB_NAMES, type JobName, jobKey } from '@/lib/jobs/queue';

/** A runner is known to live by its connections, which carry its id. Postgres keeps 63 characters of a name. */
export const connectionName = (runnerId: string) => `debrief ${runnerId}`;

/**
 * Frees the jobs of runners that are gone, so that others take them at once; those that a later job has taken the place of are dropped.
 * Without this a job would stay with a process that was killed for four hours.
 */
export async function releaseOrphans(ctx: Context): Promise<void> {
  await ctx.db.sql`
    select graphile_worker.force_unlock_workers(array_agg(distinct locked_by)) from graphile_worker.jobs j
    where locked_by is not null and not exists (select from pg_stat_activity where application_name = ${connectionName('')} || j.locked_by)`;
  await ctx.db.sql`delete from graphile_worker._private_jobs where key is null and locked_at is null`;
}

/** Puts the failed jobs of a session into the queue again, to run now. */
export async function retryFailed(ctx: Context, sessionId: string): Promise<void> {
  await ctx.db.sql.begin(async (sql) => {
    const failed = await sql<{ name: JobName }[]>`
      select jobs.task_identifier as name from graphile_worker.jobs
      where key = any(${JOB_NAMES.map((name) => jobKey(name, sessionId))}) and locked_at is null and attempts > 0`;
    for (const { name } of failed) await addJob(sql, { name, sessionId, delayMs: 0 });
  });
}
