import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { LinkItem, LinkSegment } from '@/lib/segmenter/links/lineage';
import { NO_SIGNALS } from '@/lib/segmenter/links/link-signals';
import { anyId } from '@/lib/segments/bulk-commands';
import type { StoredFacts } from '@/lib/segments/computed';
import { hasEventsOf } from '@/lib/sessions/item-queries';

/** A lineage is held against itself as far as this: its nearest sessions, their newest segments. */
const MAX_SESSIONS = 100;
const MAX_SEGMENTS = 2000;

/** A session and those that it goes on from, that go on from it, that it started and that started it, and theirs: the nearest first. */
export async function loadKin(tx: Tx, sessionId: string): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    with recursive kin(id) as (
      select ${sessionId}::uuid
      union
      select o.id from kin join sessions s on s.id = kin.id join sessions o on o.project_id = s.project_id
        and (o.external_id in (s.parent_external_id, s.predecessor_external_id) or o.parent_external_id = s.external_id or o.predecessor_external_id = s.external_id)
    ) select id from kin limit ${MAX_SESSIONS}`);
  return rows.map((row) => row.id);
}

/** The segments of the newest cuts of sessions, with what links are found by. */
export async function loadLinkSegments(tx: Tx, sessionIds: readonly string[]): Promise<LinkSegment[]> {
  const rows = await tx.execute<{
    id: string;
    session_id: string;
    n: number;
    started_at: number | null;
    ended_at: number | null;
    facts: Pick<StoredFacts, 'files' | 'commits' | 'pull_requests' | 'signals' | 'references'>;
    title: string;
    ask: string | null;
    outcome: string | null;
  }>(sql`
    select g.id, g.session_id, g.n, (extract(epoch from g.started_at) * 1000)::float8 as started_at, (extract(epoch from g.ended_at) * 1000)::float8 as ended_at,
      jsonb_build_object('files', g.facts->'files', 'commits', g.facts->'commits', 'pull_requests', g.facts->'pull_requests', 'signals', g.facts->'signals',
        'references', jsonb_path_query_array(g.facts->'references', '$[*] ? (@.role == "closed" && (@.kind == "issue" || @.kind == "ticket" || @.kind == "pull_request"))')) as facts,
      r.title, r.ask, r.outcome
    from sessions s join segments g on g.session_id = s.id and g.cut = s.current_cut join records r on r.segment_id = g.id and r.rev = g.rev
    where s.id = ${anyId(sessionIds)} order by g.started_at desc nulls last, g.n desc limit ${MAX_SEGMENTS}`);
  const items = await loadItems(
    tx,
    rows.map((row) => row.id),
  );
  return rows.map(({ id, session_id, n, started_at, ended_at, facts, ...record }) => ({
    ...{ id, sessionId: session_id, n, startedAt: started_at, endedAt: ended_at, ...record },
    files: facts.files.map(({ path }) => path),
    closed: (facts.references ?? []).map(({ text }) => text),
    hasShipped: facts.commits.length + facts.pull_requests.length > 0,
    signals: facts.signals ?? NO_SIGNALS,
    items: items.get(id) ?? [],
  }));
}

async function loadItems(tx: Tx, segmentIds: readonly string[]): Promise<Map<string, LinkItem[]>> {
  if (segmentIds.length === 0) return new Map();
  const rows = await tx.execute<LinkItem & { segment_id: string } & Record<string, unknown>>(sql`
    select c.segment_id, c.item_id as id, c.field, c.text, c.party,
      coalesce((select jsonb_agg(e.seq order by e.seq) from evidence e where e.claim_id = c.id and e.seq is not null), '[]') as evidence
    from segments g join claims c on c.segment_id = g.id and c.rev = g.rev and c.item_id is not null
    where g.id = ${anyId(segmentIds)} order by c.segment_id, c.field, c.position`);
  const bySegment = new Map<string, LinkItem[]>();
  for (const { segment_id, ...item } of rows) bySegment.set(segment_id, [...(bySegment.get(segment_id) ?? []), item]);
  return bySegment;
}

/** A link that code found, as it is stored. */
export interface FoundLink {
  id: string;
  segment_id: string;
  kind: string;
  target: string;
  text: string | null;
  evidence: (string | number)[];
  is_suggestion: boolean;
  reason: string | null;
}

/** Links of segments that code found. */
export async function loadFoundLinks(tx: Tx, segmentIds: readonly string[]): Promise<FoundLink[]> {
  if (segmentIds.length === 0) return [];
  const rows = await tx.execute<FoundLink & Record<string, unknown>>(sql`
    select id, segment_id, kind, target, text, evidence, is_suggestion, reason from links
    where segment_id = ${anyId(segmentIds)} and origin = 'heuristic'`);
  return [...rows];
}

/** An item and a segment that a person refused for it, as one name. */
export const refusalOf = (itemId: string, segmentId: string): string => `${itemId} ${segmentId}`;

/** Which of the segments persons refused for the questions of others, in whatever cut they did. */
export async function loadRefused(tx: Tx, segments: readonly LinkSegment[]): Promise<Set<string>> {
  const questions = segments.flatMap(({ items }) => items.filter(({ field }) => field === 'question').map(({ id }) => id));
  if (questions.length === 0) return new Set();
  const rows = await tx.execute<{ item_id: string; segment_id: string }>(sql`
    select f.item_id, g.id as segment_id from refusals f join segments o on o.span_id = f.span_id join segments g on ${hasEventsOf(sql`o`, sql`g`)}
    where f.item_id = ${anyId(questions)} and g.id = ${anyId(segments.map(({ id }) => id))}`);
  return new Set(rows.map(({ item_id, segment_id }) => refusalOf(item_id, segment_id)));
}

/** Items of which somebody other than code said what became of them. */
export async function loadSpokenFor(tx: Tx, itemIds: readonly string[]): Promise<Set<string>> {
  if (itemIds.length === 0) return new Set();
  const rows = await tx.execute<{ item_id: string }>(
    sql`select distinct item_id from links where item_id = ${anyId(itemIds)} and origin <> 'heuristic'`,
  );
  return new Set(rows.map((row) => row.item_id));
}
