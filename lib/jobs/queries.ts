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

function jobOf(row: Row): Job {
  const { id, name, attempts, max_attempts } = row;
  const isUsedUp = !row.is_running && attempts >= max_attempts;
  const hasFailed = row.last_error !== null || isUsedUp;
  return {
    id,
    name,
    state: row.is_running ? 'running' : hasFailed ? 'failed' : 'queued',
    reason: row.last_error ?? (isUsedUp ? STOPPED : null),
    attempts,
    max_attempts,
    run_at: isUsedUp ? null : row.run_at.toISOString(),
    queued_at: row.created_at.toISOString(),
  };
}
