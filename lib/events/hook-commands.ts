import type postgres from 'postgres';
import type { Context } from '@/lib/auth/context';
import { CONTENT_HASH_KEY } from '@/lib/events/commands';
import { canonicalJson, contentHash } from '@/lib/events/content-hash';
import { type Derived, withHook } from '@/lib/events/derive';
import { keysOf } from '@/lib/events/hook-keys';
import { ASKING, type HookItem, type ReadHook, readHook } from '@/lib/events/hook-payload';
import type { HookPayload } from '@/lib/events/hook-schema';
import type { NewEvent } from '@/lib/events/new-event';
import { cutStrings } from '@/lib/events/preview';
import { safeId } from '@/lib/formats/identity';
import { LIMITS } from '@/lib/limits';
import { installationKey } from '@/lib/projects/commands';
import { redactLines } from '@/lib/redaction/redact';
import { ensureSession, knownSession } from '@/lib/sessions/commands';
import { activeAt, effective } from '@/lib/sessions/effective';
import { NO_TURN, type Turn } from '@/lib/sessions/turn-state';
import { orUnavailable } from '@/lib/unavailable';

type Sql = postgres.TransactionSql;

/** Characters of a text in which secrets are looked for; far more than are kept of it. */
const READ_CHARS = 64 * 1024;
/** Without an id of its own, the same payload within this time is a repetition, and later somebody who says the same again. */
const REPEAT_MS = 120_000;
/** Events from the end in which what a hook tells may stand already. */
const LATE_EVENTS = 500;

/**
 * Keeps what a hook of Claude Code tells until the transcript tells it: redacted, cut short, without a number, counted nowhere. Its session is made where
 * something of the conversation is told. The same payload again changes nothing. Throws `invalid_request`, `deleted`, `unavailable`.
 */
export async function recordHook(ctx: Context, project: string, payload: HookPayload): Promise<void> {
  return orUnavailable(async () => {
    const digest = contentHash(await installationKey(ctx, CONTENT_HASH_KEY), canonicalJson(payload));
    const read = readHook(await withoutSecrets(payload));
    const key = { project, externalId: safeId(payload.session_id) };
    const session = read.items.length > 0 ? await ensureSession(ctx, key) : await knownSession(ctx, key);
    const hasId = typeof (payload.tool_use_id ?? payload.prompt_id) === 'string';
    if (session) await ctx.db.sql.begin((sql) => store(sql, session.id, { read, digest, hasId, receivedAt: new Date() }));
  });
}

async function withoutSecrets(payload: HookPayload): Promise<HookPayload> {
  const { value } = cutStrings(payload, READ_CHARS);
  const [line] = await redactLines([Buffer.from(JSON.stringify(value))]);
  return JSON.parse(line?.text ?? '{}'); // redaction keeps JSON what it is
}

interface Arrived {
  read: ReadHook;
  digest: Buffer;
  hasId: boolean;
  receivedAt: Date;
}

interface LockedSession {
  sent: Record<string, unknown>;
  derived: Derived;
  person_title: string | null;
  turn_state: Turn['state'];
  last_seq: number;
  last_event_at: Date | null;
  created_at: Date;
}

/** Hooks of one session wait for each other and for its transcript, so that none is kept twice or beside what tells the same. */
async function store(sql: Sql, sessionId: string, arrived: Arrived): Promise<void> {
  const [session] = await sql<LockedSession[]>`
    select sent, derived, person_title, turn_state, last_seq, last_event_at, created_at from sessions where id = ${sessionId} for no key update`;
  if (!session || (await isRepeated(sql, sessionId, arrived))) return;
  const { read, digest, receivedAt } = arrived;
  const items = await untold(sql, sessionId, { items: read.items, thread: read.thread, lastSeq: session.last_seq });
  if (read.items.length > 0 && items.length === 0) return;
  await makeRoom(sql, sessionId, read);
  if (items.length > 0)
    await sql`
      insert into hook_events (session_id, digest, received_at, hook, thread, items, line)
      values (${sessionId}, ${digest}, ${receivedAt}, ${read.hook}, ${read.thread}, ${sql.json(items as never)}, ${read.line})`;
  await tellSession(sql, sessionId, { session, read, receivedAt: items.length > 0 ? receivedAt : null });
}

async function isRepeated(sql: Sql, sessionId: string, { read, digest, hasId, receivedAt }: Arrived): Promise<boolean> {
  const since = hasId ? new Date(0) : new Date(receivedAt.getTime() - REPEAT_MS);
  const ended = JSON.stringify([{ key: `result ${read.items[0]?.tool?.call_id}` }]);
  const isLate = hasId && read.hook === 'PreToolUse';
  const [known] = await sql`
    select 1 from hook_events where session_id = ${sessionId}
      and (digest = ${digest} and received_at > ${since} or ${isLate} and items @> ${ended}::text::jsonb) limit 1`;
  return known !== undefined;
}

/** What of it no event tells yet: a hook may arrive after the line of the transcript. */
async function untold(
  sql: Sql,
  sessionId: string,
  { items, thread, lastSeq }: { items: HookItem[]; thread: string; lastSeq: number },
): Promise<HookItem[]> {
  if (items.length === 0 || lastSeq === 0) return items;
  const calls = items.flatMap(({ tool }) => tool?.call_id ?? []);
  const rows = await sql<Pick<NewEvent, 'thread' | 'kind' | 'text' | 'toolName' | 'callId'>[]>`
    select thread, kind, text, tool_name as "toolName", call_id as "callId" from events
    where session_id = ${sessionId} and seq > ${lastSeq - LATE_EVENTS} and (call_id = any(${calls})
      or thread = ${thread} and kind = any(${items.map(({ kind }) => kind)}) and text is not null
        and received_at > now() - ${REPEAT_MS}::float8 * interval '1 ms')`;
  const told = new Set(rows.flatMap((row) => keysOf({ ...row, input: null })));
  return items.filter(({ key }) => key === null || !told.has(key));
}

/** A call that has ended is not under way, nobody is asked any more where something went on, and of very many hooks the oldest go. */
async function makeRoom(sql: Sql, sessionId: string, read: ReadHook): Promise<void> {
  const { ended } = read;
  const call = JSON.stringify([{ key: `call ${ended}` }]);
  await sql`
    delete from hook_events where session_id = ${sessionId} and (
      hook = 'PreToolUse' and ${ended !== null} and items @> ${call}::text::jsonb
      or hook = any(${ASKING}) and ${goesOn(read)}
      or id <= (select id from hook_events where session_id = ${sessionId} order by id desc offset ${LIMITS.hook_events - 1} limit 1))`;
}

const goesOn = ({ items, hook }: ReadHook): boolean => items.length > 0 || hook === 'SessionEnd' || hook === 'Stop';

/** The turn as it stood: what a hook asked for is past where something goes on, what the transcript says is not. */
function turnBefore({ turn_state: state, derived }: LockedSession, read: ReadHook): Turn {
  if (state !== 'waiting') return { ...NO_TURN, state };
  const isPast = derived.turn?.state !== 'waiting' && goesOn(read);
  return isPast ? { state: 'unfinished', question: null } : { state, question: derived.turn?.question ?? '' };
}

/** The session's row says what is known of it now; what its transcript says later stands in the place of this. */
async function tellSession(
  sql: Sql,
  id: string,
  { session, read, receivedAt }: { session: LockedSession; read: ReadHook; receivedAt: Date | null },
): Promise<void> {
  const derived = withHook(session.derived, read.facts, receivedAt);
  const shown = effective(session.sent, derived, session.person_title);
  const times = [session.last_event_at, receivedAt].flatMap((time) => time?.getTime() ?? []);
  const lastEventAt = times.length > 0 ? new Date(Math.max(...times)) : null;
  const turn = read.turn(turnBefore(session, read)).state;
  await sql`
    update sessions set
      derived = ${sql.json(derived as never)}, title = ${shown.title}, agent = ${shown.agent}, model = ${shown.model}, cwd = ${shown.cwd},
      started_at = ${shown.startedAt}, last_event_at = ${lastEventAt}, turn_state = ${turn},
      active_at = ${activeAt(shown.startedAt, lastEventAt, session.created_at)}, updated_at = ${new Date()}
    where id = ${id}`;
}
