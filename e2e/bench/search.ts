import { connect, type Database } from '@/db/client';
import { jobContext } from '@/lib/auth/context';
import { readEnv } from '@/lib/env';
import { createApp } from '@/lib/http/app';
import { ensureProject } from '@/lib/projects/commands';
import { indexSession } from '@/lib/search/text-commands';
import { type Asked, askedOf, seedSessions, vocabulary } from './search-seed';

const PROJECT = 'library';
const SESSIONS = 1000;
const SEGMENTS = 30;
const EVENTS = 34;
const HOST = '127.0.0.1:3000';

type Table = Record<string, Record<string, number>>;

/** Milliseconds that the answers of search take, with a million events and 30,000 segments in one project; and what it takes to read their words. */
export async function measureSearch(url: string): Promise<{ seed: Table; search: Table; total: Record<string, number> }> {
  const db = connect(url, { max: 4 });
  try {
    const { id: project } = await ensureProject(jobContext(db, 'bench'), PROJECT);
    const seeding = performance.now();
    await seedSessions(db, { project, sessions: SESSIONS, segments: SEGMENTS, events: EVENTS });
    const indexing = performance.now();
    await indexAll(db);
    const done = performance.now();
    await db.sql`vacuum analyze`;
    const { search, total } = await measure(db, askedOf(vocabulary(), SESSIONS));
    return {
      seed: {
        '1,000,000 events': { 'seed s': seconds(seeding, indexing), 'words s': seconds(indexing, done), ...(await sizes(db)) },
      },
      search,
      total,
    };
  } finally {
    await db.close();
  }
}

const seconds = (from: number, to: number) => Math.round((to - from) / 100) / 10;

async function indexAll(db: Database): Promise<void> {
  const sessions = await db.sql<{ id: string }[]>`
    select s.id from sessions s join projects p on p.id = s.project_id where p.name = ${PROJECT}`;
  const ctx = jobContext(db, 'bench');
  const waiting = sessions.map(({ id }) => id);
  const work = async () => {
    for (let id = waiting.pop(); id; id = waiting.pop()) await indexSession(ctx, id);
  };
  await Promise.all([work(), work()]); // as many as the product does at once
}

async function sizes(db: Database): Promise<Record<string, number>> {
  const [row] = await db.sql<{ segments: number; events: number; table: number; indexes: number }[]>`
    select (select count(*)::int from segment_texts) as segments, (select count(*)::int from events) as events,
      (pg_table_size('segment_texts') / 1e6)::int as table, (pg_indexes_size('segment_texts') / 1e6)::int as indexes`;
  return { segments: row?.segments ?? 0, events: row?.events ?? 0, 'table MB': row?.table ?? 0, 'indexes MB': row?.indexes ?? 0 };
}

/** Asks each thing once to warm up and once to be measured, as the page and the command menu ask it. */
async function measure(db: Database, asked: readonly Asked[]): Promise<{ search: Table; total: Record<string, number> }> {
  const app = createApp({ db, env: readEnv({}) });
  const spent = new Map<string, number[]>();
  for (const { group, query } of [...asked.slice(0, 20), ...asked]) {
    const started = performance.now();
    const answer = await app.fetch(
      new Request(`http://${HOST}/api/v1/projects/${PROJECT}/search?${new URLSearchParams(query)}`, { headers: { host: HOST } }),
    );
    const body = await answer.text();
    if (!answer.ok) throw new Error(body);
    spent.set(group, [...(spent.get(group) ?? []), performance.now() - started]);
  }
  const search = Object.fromEntries([...spent].map(([group, all]) => [group, spread(all)]));
  return { search, total: spread([...spent.values()].flat()) };
}

function spread(values: readonly number[]): Record<string, number> {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0);
  return { queries: sorted.length, 'p50 ms': at(0.5), 'p95 ms': at(0.95), 'max ms': at(1) };
}
