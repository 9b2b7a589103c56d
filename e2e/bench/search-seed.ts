import { v7 as uuidv7 } from 'uuid';
import type { Database } from '@/db/client';

/** What is asked of search, and what it is an example of. */
export interface Asked {
  group: string;
  query: Record<string, string>;
}

const WORDS = 6000;
const SENTENCES = 30_000;
const SYLLABLES = [
  'ba',
  'cor',
  'di',
  'fen',
  'gol',
  'ha',
  'ji',
  'kel',
  'lu',
  'mar',
  'nes',
  'or',
  'pi',
  'qua',
  'rin',
  'so',
  'tal',
  'ur',
  'ven',
  'wex',
];

/** Words of two to four syllables that are all different. */
export const vocabulary = (): string[] =>
  Array.from({ length: WORDS }, (_, i) => {
    const [a, b, c] = [i % 20, Math.floor(i / 20) % 20, Math.floor(i / 400)];
    return `${SYLLABLES[a]}${SYLLABLES[b]}${c > 0 ? SYLLABLES[c % 20] : ''}${i % 3 === 0 ? 's' : ''}`;
  });

/** The same numbers every time. */
function* random(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state / 2_147_483_648;
  }
}

/** Sentences in which few words are common, the commonest in two segments of three, and most are rare. */
function sentences(words: readonly string[]): string[] {
  const numbers = random(7);
  const word = () => words[Math.floor(words.length * numbers.next().value ** 2)] ?? '';
  return Array.from({ length: SENTENCES }, (_, i) => {
    const names = i % 5 === 0 ? ` src/${word()}/${word()}_${i % 977}.ts` : i % 7 === 0 ? ` #${i % 3000}` : '';
    return `${Array.from({ length: 12 }, word).join(' ')}${names}.`;
  });
}

interface Seed {
  project: string;
  sessions: number;
  segments: number;
  events: number;
}

/** Fills a project: sessions of so many segments with so many events each. */
export async function seedSessions(db: Database, { project, sessions, segments, events }: Seed): Promise<void> {
  const all = sentences(vocabulary());
  await db.sql`create table if not exists bench_texts (id int primary key, text text not null)`;
  for (let at = 0; at < all.length; at += 5000) {
    const rows = JSON.stringify(all.slice(at, at + 5000).map((text, i) => ({ id: at + i, text })));
    await db.sql`insert into bench_texts select * from jsonb_to_recordset(${rows}::text::jsonb) as v(id int, text text) on conflict do nothing`;
  }
  const rows = Array.from({ length: sessions }, (_, i) => ({ i, id: uuidv7(), sid: `bench${String(i).padStart(4, '0')}` }));
  const made = JSON.stringify(rows);
  const perSession = segments * events;
  await db.sql`create table if not exists bench_sessions as select * from jsonb_to_recordset(${made}::text::jsonb) as v(i int, id uuid, sid text)`;
  await db.sql`
    insert into sessions (id, sid, project_id, external_id, title, agent, branch, last_seq, settled_seq, current_cut, segment_count, started_at, last_event_at, active_at, turn_state)
    select b.id, b.sid, ${project}, b.sid, left(t.text, 60), (array['claude-code', 'codex', 'gemini'])[1 + b.i % 3], (array['main', 'flow/' || b.i % 90 || '-x'])[1 + b.i % 2],
      ${perSession}, ${perSession}, 1, ${segments}, '2026-01-01'::timestamptz + b.i * interval '4 hours', '2026-01-01'::timestamptz + b.i * interval '4 hours',
      '2026-01-01'::timestamptz + b.i * interval '4 hours', 'finished'
    from bench_sessions b join bench_texts t on t.id = b.i`;
  await db.sql`insert into cuts (session_id, n, origin, algorithm, granularity) select id, 1, 'agent', null, null from bench_sessions`;
  await seedEvents(db, perSession);
  await seedSegments(db, { segments, events });
  await db.sql`analyze`;
}

const textAt = (at: string) => `(${at}) % ${SENTENCES}`;

async function seedEvents(db: Database, perSession: number): Promise<void> {
  const number = `(b.i * ${perSession} + q.seq)`;
  await db.sql.unsafe(`
    insert into events (session_id, seq, event_id, content_hash, at, received_at, thread, actor, kind, text, tool_name, input, output)
    select b.id, q.seq, 'e' || q.seq, '\\x00', '2026-01-01'::timestamptz + b.i * interval '4 hours' + q.seq * interval '10 seconds', now(), 'main', 'agent',
      case when q.seq % 2 = 0 then 'tool_call' else 'message' end, case when q.seq % 2 = 1 then t.text || ' ' || u.text end,
      case when q.seq % 2 = 0 then 'Bash' end, case when q.seq % 2 = 0 then jsonb_build_object('command', left(u.text, 80)) end,
      case when q.seq % 2 = 0 then t.text || E'\\n' || substr(md5(${number}::text), 1, 8) || E'\\n' || u.text end
    from bench_sessions b cross join generate_series(1, ${perSession}) as q(seq)
    join bench_texts t on t.id = ${textAt(`${number}::bigint * 7919`)} join bench_texts u on u.id = ${textAt(`${number}::bigint * 104729 + 13`)}`);
  await db.sql.unsafe(`
    insert into event_references (session_id, seq, kind, name, text, role)
    select b.id, q.seq, 'issue', '#' || ((b.i * 31 + q.seq) % 3000), '#' || ((b.i * 31 + q.seq) % 3000), 'mentioned'
    from bench_sessions b cross join generate_series(1, ${perSession}, 17) as q(seq)`);
}

async function seedSegments(db: Database, { segments, events }: Pick<Seed, 'segments' | 'events'>): Promise<void> {
  const facts = JSON.stringify({
    files: [],
    checks: { run: 1, failed: 0, last: 'passed' },
    commits: [],
    pull_requests: [],
    mentioned: [],
  });
  await db.sql.unsafe(`
    insert into segments (id, session_id, cut, n, span_id, origin, is_open, rev, first_seq, last_seq, started_at, ended_at, event_count, facts, activity)
    select id, session, 1, n, id, 'agent', false, 1, (n - 1) * ${events} + 1, n * ${events}, at, at + interval '5 minutes', ${events}, '${facts}', '[]'
    from (select gen_random_uuid() as id, b.id as session, n, '2026-01-01'::timestamptz + b.i * interval '4 hours' + n * interval '6 minutes' as at
      from bench_sessions b cross join generate_series(1, ${segments}) n) made`);
  const number = `(b.i * ${segments} + g.n)`;
  const text = (factor: number, more: number) =>
    `(select text from bench_texts where id = ${textAt(`${number}::bigint * ${factor} + ${more}`)})`;
  await db.sql.unsafe(`
    insert into records (segment_id, rev, origin, title, status, verification, outcome, summary)
    select g.id, 1, 'agent', left(${text(97, 1)}, 70), (array['done', 'done', 'done', 'failed', 'partial'])[1 + g.n % 5], 'none',
      ${text(193, 2)} || ' Committed as ' || substr(md5(${number}::text), 1, 8) || '.', ${text(389, 3)} || ' ' || ${text(769, 4)} || ' ' || ${text(1543, 5)}
    from segments g join bench_sessions b on b.id = g.session_id`);
  await db.sql.unsafe(`
    insert into claims (id, session_id, segment_id, rev, field, position, item_id, text, party)
    select gen_random_uuid(), g.session_id, g.id, 1, f.field, 0, gen_random_uuid(), ${text(3079, 6).replace('+ 6', '+ 6 + f.place')}, 'agent'
    from segments g join bench_sessions b on b.id = g.session_id
    join (values ('decision', 1), ('question', 2), ('next_step', 3)) as f(field, place) on g.n % (f.place * 2) = 0`);
}

/** At least 200 questions of every kind that people ask, and what the command menu asks while they type. */
export function askedOf(words: readonly string[], sessions: number): Asked[] {
  const of = (group: string, count: number, query: (i: number) => Record<string, string>): Asked[] =>
    Array.from({ length: count }, (_, i) => ({ group, query: query(i) }));
  const word = (i: number) => words[i % words.length] ?? '';
  const operators = [
    (i: number) => `ref:#${i * 61}`,
    (i: number) => `branch:flow/${i}`,
    (i: number) => `agent:codex ${word(i * 3)}`,
    (i: number) => `is:open ${word(i)}`,
    () => 'is:open',
    () => 'has:failures',
    () => 'has:decisions agent:claude',
    (i: number) => `status:failed after:2026-0${1 + (i % 5)}-01 before:2026-0${2 + (i % 5)}-01`,
    (i: number) => `ref:#${i * 17} ${word(i)}`,
  ];
  return [
    ...of('common words', 40, (i) => ({ q: i % 2 ? word(i) : `${word(i)} ${word(i + 9)}` })),
    ...of('rare words', 40, (i) => ({ q: word(2500 + i * 80) })),
    ...of('identifiers', 40, (i) => ({
      q: [`#${i * 71}`, `src/${word(i)}`, `${word(i)}_${i * 5}.ts`, (i * 2_654_435).toString(16)][i % 4] ?? '',
    })),
    ...of('prefixes', 40, (i) => ({ q: word(i * 11).slice(0, 2 + (i % 3)) })),
    ...of('operators', 45, (i) => ({ q: operators[i % operators.length]?.(i) ?? '' })),
    ...of('raw events', 40, (i) => ({ q: i % 2 ? word(i * 7) : word(1500 + i * 90), in: i % 4 < 2 ? 'events' : 'all' })),
    ...of('command menu', 60, (i) => ({
      q: word(i * 37 + (sessions % 7)).slice(0, 2 + (i % 5)),
      ...{ kinds: 'segment,question,decision,next_step,comment,session', limit: '4' },
    })),
  ];
}
