import { sql } from 'drizzle-orm';
import type { Context } from '@/lib/auth/context';
import { LIMITS } from '@/lib/limits';
import type { ReadSession } from '@/lib/segments/row-queries';
import type { ProducedRows } from '@/lib/segments/session-record';

const MAX_BRANCHES = 20;
/** Hashes that agree so far are one commit, however much of it was written. */
const HASH_CHARS = 7;

/** What the facts of a cut's segments say was made, each thing once, and how its checks ended. */
export async function loadProduced(ctx: Context, session: ReadSession, cut: number): Promise<ProducedRows> {
  const own = sql`from segments s where s.session_id = ${session.id} and s.cut = ${cut}`;
  const listed = (field: string) =>
    sql`from segments s, jsonb_array_elements(s.facts->${field}) x where s.session_id = ${session.id} and s.cut = ${cut}`;
  const { orm } = ctx.db;
  const [files, commits, requests, [checks], branches] = await Promise.all([
    orm.execute<ProducedRows['files'][number] & Record<string, unknown>>(sql`
      select x->>'path' as path, sum((x->>'added')::int)::int as added, sum((x->>'removed')::int)::int as removed, max(s.n) as n,
        count(*) over ()::int as total
      ${listed('files')} group by 1 order by sum((x->>'added')::int + (x->>'removed')::int) desc, count(*) desc, 1 limit ${LIMITS.record_produced}`),
    orm.execute<ProducedRows['commits'][number] & Record<string, unknown>>(sql`
      select max(x #>> '{}') as sha, min(s.n) as n, count(*) over ()::int as total
      ${listed('commits')} group by left(x #>> '{}', ${HASH_CHARS}) order by min(s.n) desc limit ${LIMITS.record_produced}`),
    orm.execute<ProducedRows['requests'][number] & Record<string, unknown>>(sql`
      select x->>'url' as url, max((x->>'number')::int) as number, min(s.n) as n, count(*) over ()::int as total
      ${listed('pull_requests')} group by 1 order by min(s.n) desc limit ${LIMITS.record_produced}`),
    orm.execute<ProducedRows['checks'] & Record<string, unknown>>(sql`
      select coalesce(bool_or((s.facts->>'pushed')::bool), false) as pushed,
        coalesce(sum((s.facts#>>'{checks,run}')::int), 0)::int as run, coalesce(sum((s.facts#>>'{checks,failed}')::int), 0)::int as failed,
        (array_agg(s.facts#>>'{checks,last}' order by s.n desc) filter (where (s.facts#>>'{checks,run}')::int > 0))[1] as last,
        max(s.n) filter (where (s.facts#>>'{checks,run}')::int > 0) as checked_in,
        max(s.n) filter (where jsonb_array_length(s.facts->'files') > 0) as changed_in
      ${own}`),
    orm.execute<{ name: string }>(sql`
      select text as name from event_references where session_id = ${session.id} and kind = 'branch' and role = 'produced'
      group by text order by max(seq) desc limit ${MAX_BRANCHES}`),
  ]);
  return { files, commits, requests, checks: checks ?? null, branches: branches.map(({ name }) => name) };
}
