import type { Context } from '@/lib/auth/context';
import { JOB_NAMES, jobKey } from '@/lib/jobs/queue';
import type { Job } from '@/lib/jobs/schema';

interface Row {
  id: string;
  name: string;
  key: string;
  is_running: boolean;
  last_error: string | null;
  attempts: number;
  max_attempts: number;
  run_at: Date;
  created_at: Date;
}

/** The jobs that wait, run or have failed for each of these sessions. */
export async function jobsOfSessions(ctx: Context, sessionIds: string[]): Promise<Map<string, Job[]>> {
  const found = new Map<string, Job[]>(sessionIds.map((id) => [id, []]));
  if (found.size === 0) return found;
  const sessionOf = new Map(sessionIds.flatMap((id) => JOB_NAMES.map((name) => [jobKey(name, id), id])));
  const rows = await ctx.db.sql<Row[]>`
    select id::text, task_identifier as name, key, locked_at is not null as is_running, last_error, attempts, max_attempts, run_at, created_at
    from graphile_worker.jobs where key = any(${[...sessionOf.keys()]}) order by id`;
  for (const row of rows) found.get(sessionOf.get(row.key) ?? '')?.push(jobOf(row));
  return found;
}

const STOPPED = 'The server stopped while this was running.';

/** A try is counted when it begins: one that is over and left the job behind has failed, if only because its process is gone. */
function jobOf(row: Row): Job {
  const { id, name, attempts, max_attempts } = row;
  const hasFailed = !row.is_running && attempts > 0;
  return {
    id,
    name,
    state: row.is_running ? 'running' : hasFailed ? 'failed' : 'queued',
    reason: row.last_error ?? (hasFailed ? STOPPED : null),
    attempts,
    max_attempts,
    run_at: hasFailed && attempts >= max_attempts ? null : row.run_at.toISOString(),
    queued_at: row.created_at.toISOString(),
  };
}
