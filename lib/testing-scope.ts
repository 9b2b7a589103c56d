import { createHash } from 'node:crypto';
import type { Context } from '@/lib/auth/context';
import { appendEvents } from '@/lib/events/commands';
import { recordHook } from '@/lib/events/hook-commands';
import { createInvitation } from '@/lib/people/invitation-commands';
import { addRule } from '@/lib/projects/rule-commands';
import { addComment } from '@/lib/reviews/comment-commands';
import { putEdit } from '@/lib/reviews/edit-commands';
import { addFlag } from '@/lib/reviews/flag-commands';
import { recordVisit } from '@/lib/reviews/visit-commands';
import { ensureIndexed } from '@/lib/search/text-commands';
import { ensureSettled, putSegments } from '@/lib/segments/commands';
import { getSegment } from '@/lib/segments/queries';
import { changeBoundaries } from '@/lib/segments/recut-commands';
import { ask, run, say } from '@/lib/segments/testing';
import { ensureSession, putSession } from '@/lib/sessions/commands';
import { listSessions } from '@/lib/sessions/list-queries';
import { createShare } from '@/lib/shares/commands';
import { createProjectToken } from '@/lib/tokens/commands';
import { importTranscript } from '@/lib/transcripts/commands';
import { bodyOf, SessionFile } from '@/lib/transcripts/testing';

/** What clients may name of a project. */
export interface Names {
  project: string;
  /** Sessions by sid: one that an agent described, one that goes on from it, one with two cuts, one not cut yet, one whose job failed, one with another's events. */
  lead: string;
  next: string;
  ferry: string;
  late: string;
  stuck: string;
  copy: string;
  /** Segments by id: of an older cut, and of the newest one. */
  oldSegment: string;
  segments: [string, string];
  /** Items by id. */
  step: string;
  question: string;
  decision: string;
  /** A comment on the first of those segments, by id. */
  comment: string;
  /** A flag on it, by id. */
  flag: string;
  /** A token by id. */
  token: string;
  /** A link that shows the lead, by id. */
  share: string;
  /** A reference rule by id. */
  rule: string;
  /** An invitation by id. */
  invitation: string;
  /** Where the first page of its sessions ends. */
  cursor: string;
}

const uuid = (last: string) => `0198c0de-0000-7000-8000-00000000000${last}`;

/** Names of the same kinds that nothing has. */
export const NOBODY: Names = {
  ...{
    project: 'nowhere',
    lead: 'zzzzzzz1',
    next: 'zzzzzzz6',
    ferry: 'zzzzzzz2',
    late: 'zzzzzzz3',
    stuck: 'zzzzzzz4',
    copy: 'zzzzzzz5',
  },
  ...{ oldSegment: uuid('a'), segments: [uuid('b'), uuid('c')], step: uuid('d'), question: uuid('e'), decision: uuid('f') },
  comment: uuid('0'),
  flag: '0198c0de-0000-7000-8000-000000000010',
  token: uuid('9'),
  share: uuid('8'),
  invitation: uuid('7'),
  rule: uuid('3'),
  cursor: '',
};

const AT = '2026-03-02T09:00:00.000Z';

/** A transcript by its name, of which more may follow; the same in every project. */
const SOURCE = '/home/dev/garden.jsonl';
export const transcriptOf = (project: string) =>
  new SessionFile('aaaa0000-0000-4000-8000-000000000001').prompt(`Plant the roses of ${project}`).say('Planted.').text;
const COPY_ID = 'aaaa0000-0000-4000-8000-000000000002';

export const fileOf = (project: string) => ({
  project,
  source: SOURCE,
  cwd: null,
  format: null,
  offset: null,
  prefixSha256: null,
  modifiedAt: null,
});
/** What follows a text in that file. */
export const tailOf = (project: string, text: string) => ({
  ...fileOf(project),
  ...{ offset: Buffer.byteLength(text), prefixSha256: createHash('sha256').update(text).digest('hex') },
});

/**
 * Fills a project with sessions of every kind. In all projects external ids, event ids, keys, references and sources are the same; only the name of the
 * project, which stands in its texts, tells them apart.
 */
export async function fillProject(ctx: Context, project: string): Promise<Names> {
  const sidOf = async (externalId: string) => (await ensureSession(ctx, { project, externalId })).sid;
  const lead = await fillLead(ctx, project);
  await fillKin(ctx, project, lead);
  const ferry = await fillFerry(ctx, project);
  await append(ctx, { project, externalId: 'late' }, ask(`Not cut yet in ${project}`));
  await recordHook(ctx, project, { session_id: 'late', hook_event_name: 'Stop', last_assistant_message: `Told in ${project}` });
  await append(ctx, { project, externalId: 'stuck' }, ask(`Not cut yet in ${project}`));
  const stuck = await ensureSession(ctx, { project, externalId: 'stuck' });
  await ctx.db.sql`
    update graphile_worker._private_jobs set attempts = 5, last_error = ${`Failed in ${project}`} where key = ${`settle:${stuck.id}`}`;
  const text = transcriptOf(project);
  const copied = new SessionFile('aaaa0000-0000-4000-8000-000000000001').prompt(`Copied in ${project}`).text;
  await importTranscript(ctx, fileOf(project), bodyOf([text]));
  await importTranscript(
    ctx,
    { ...fileOf(project), source: null },
    bodyOf([copied.replace(/"sessionId":"[^"]*"/g, `"sessionId":"${COPY_ID}"`)]),
  );
  await ensureIndexed(ctx, project);
  const cursor = (await listSessions(ctx, project, { limit: 1 }))?.next_cursor ?? '';
  const token = (await createProjectToken(ctx, project, { name: `Agents of ${project}`, scopes: ['ingest'] })).id;
  const rule = (
    await addRule(ctx, project, { kind: `Gate of ${project}`, pattern: '#(\\d+)', url: `https://${project}.test/{1}` })
  ).id;
  const { id: share } = await createShare(ctx, lead.lead, { expires_in_days: 1 });
  const invitation = (await createInvitation(ctx, project, { role: 'viewer', note: `For ${project}`, days: 1 })).id;
  return {
    project,
    ...lead,
    ...ferry,
    invitation,
    rule,
    next: await sidOf('next'),
    late: await sidOf('late'),
    stuck: stuck.sid,
    copy: await sidOf(COPY_ID),
    token,
    share,
    cursor,
  };
}

/** A session that its agent described, with an item of every kind. */
async function fillLead(ctx: Context, project: string) {
  const key = { project, externalId: 'lead' };
  await putSession(ctx, key, { title: `The lead of ${project}`, agent: `agent-of-${project}`, branch: `${project}/gate` });
  await append(ctx, key, ask(`Mend the gate of #271 in ${project}`), run('npm test', `ok ${project}`), say('Mended.'));
  const items = {
    next_steps: [{ key: 'paint', text: `Paint the gate of ${project}`, owner: 'person' }],
    open_questions: [{ key: 'colour', text: `Which colour in ${project}?` }],
    key_decisions: [{ key: 'oak', text: `Oak for ${project}` }],
  };
  await putSegments(ctx, key, [{ key: 'gate', title: `Mend the gate of ${project}`, first: 1, last: 3, ...items }]);
  const { sid } = await ensureSession(ctx, key);
  const segment = await getSegment(ctx, sid, 1);
  const [step, question, decision] = [segment?.next_steps[0], segment?.open_questions[0], segment?.key_decisions[0]];
  if (!step?.id || !question?.id || !decision?.id) throw new Error('An item is missing');
  return { lead: sid, step: step.id, question: question.id, decision: decision.id };
}

/** A worker of the lead, and a session that goes on from it and speaks of its items by id and by key. */
async function fillKin(ctx: Context, project: string, lead: Pick<Names, 'question' | 'step' | 'decision'>): Promise<void> {
  const worker = { project, externalId: 'worker' };
  await putSession(ctx, worker, { title: `Worker of ${project}`, parent: 'lead', predecessor: 'lead', started_at: AT });
  const waiting = [{ key: 'key', text: `Hand over the key of ${project}`, owner: 'person' }];
  await putSegments(ctx, worker, [{ key: 'gate', title: `Work in ${project}`, next_steps: waiting }]);
  const key = { project, externalId: 'next' };
  await putSession(ctx, key, { title: `After the lead of ${project}`, predecessor: 'lead', parent: 'worker' });
  await append(ctx, key, ask(`Go on with #271 in ${project}`), run('git push', project));
  const answers = [{ question: lead.question, text: `Green in ${project}` }];
  const takes = { answers, picks_up: [lead.step, 'paint'], supersedes: [lead.decision, 'oak'] };
  await putSegments(ctx, key, [{ key: 'gate', title: `Paint it in ${project}`, first: 1, ...takes }]);
}

/** A session that was cut twice, and has a link that is no longer found. */
async function fillFerry(ctx: Context, project: string) {
  const key = { project, externalId: 'ferry' };
  const steps = Array.from({ length: 6 }, (_, i) => [say(`Step ${i} in ${project}.`), run(`make step-${i}`, project)]).flat();
  await append(ctx, key, ask(`Build the ferry of ${project}, #271`), ...steps);
  const { id, sid } = await ensureSession(ctx, key);
  await ensureSettled(ctx, sid);
  const old = await getSegment(ctx, sid, 1);
  await changeBoundaries(ctx, { reason: 'split', segment: old?.id ?? '', at: 8 });
  const [first, second] = [await getSegment(ctx, sid, 1, { cut: 2 }), await getSegment(ctx, sid, 2, { cut: 2 })];
  if (!old || !first || !second) throw new Error('A segment is missing');
  const quote = { field: 'ask' as const, item: null, start: 0, end: 5, text: 'Build', rev: 1 };
  const { id: comment } = await addComment(ctx, first.id, { body: `Mind the tide of ${project}`, quote });
  const { id: flag } = await addFlag(ctx, first.id, { field: 'title', text: `No ferry of ${project}` });
  await putEdit(ctx, second.id, { field: 'outcome', value: `Done in ${project}` });
  await recordVisit(ctx, sid, 8);
  await ctx.db.sql`
    insert into links (id, session_id, segment_id, kind, target, origin, reason)
    values (gen_random_uuid(), ${id}, ${first.id}, 'picks_up', 'gone', 'heuristic', ${project})`;
  return { ferry: sid, oldSegment: old.id, segments: [first.id, second.id] satisfies Names['segments'], comment, flag };
}

async function append(ctx: Context, key: { project: string; externalId: string }, ...events: Record<string, unknown>[]) {
  const items = events.map((event, index) => {
    const at = new Date(Date.parse(AT) + index * 60_000).toISOString();
    return { index, bytes: Buffer.from(JSON.stringify({ id: `e${index}`, at, actor: 'agent', kind: 'message', ...event })) };
  });
  const { rejected } = await appendEvents(ctx, key, items, 'json');
  if (rejected[0]) throw new Error(rejected[0].message);
}

/** The rows of every table, jobs included. */
export async function storedRows(db: Context['db']): Promise<string> {
  const tables = await db.sql<{ name: string }[]>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_schema = 'public' or table_schema = 'graphile_worker' and table_name = '_private_jobs' order by 1`;
  const rows = tables.map(async ({ name }) => [
    name,
    ...(await db.sql.unsafe(`select t::text as row from ${name} t order by 1`).values()),
  ]);
  return JSON.stringify(await Promise.all(rows));
}

/** All that only one project has: its name, which stands in its texts, and ids. */
export async function secretsIn(db: Context['db'], project: string): Promise<string[]> {
  const rows = await db.sql<{ secret: string }[]>`
    with s as (select s.* from sessions s join projects p on p.id = s.project_id where p.name = ${project}),
      g as (select g.* from segments g join s on s.id = g.session_id), c as (select c.* from claims c join s on s.id = c.session_id)
    select id::text as secret from s union select sid from s union select project_id::text from s union select id::text from g
    union select span_id::text from g union select id::text from c union select item_id::text from c where item_id is not null`;
  return [project, ...rows.map(({ secret }) => secret)];
}
