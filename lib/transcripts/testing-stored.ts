import type { Database } from '@/db/client';

/** What a project holds, line by line: events in order, sessions, threads. All but the time of receipt, and ids that are made up. Only for tests. */
export async function storedIn(db: Database, project: string): Promise<string[]> {
  const rows = await db.sql<{ line: string }[]>`
    with own as (select s.* from sessions s join projects p on p.id = s.project_id where p.name = ${project})
    select concat_ws(' | ', external_id, 'event', e.seq, e.event_id, e.kind, case when e.at <> e.received_at then e.at end, e.source_line, e.copied_from - 'sid',
      md5((to_jsonb(e) - ${['session_id', 'received_at', 'at', 'copied_from']}::text[])::text)) as line
    from own join events e on e.session_id = own.id
    union all select concat_ws(' | ', external_id, 'session', title, agent, model, branch, cwd, parent_external_id, predecessor_external_id, turn_state, last_seq,
      case when (derived->>'undated_seq') is null then derived else derived - 'started_at' end, usage) from own
    union all select concat_ws(' | ', external_id, 'thread', t.thread, t.label, t.spawn_call_id, t.anchor_seq)
    from own join threads t on t.session_id = own.id`;
  return rows.map(({ line }) => line).sort();
}
