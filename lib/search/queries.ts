import { inArray, sql } from 'drizzle-orm';
import { sessions } from '@/db/schema';
import type { Context, ProjectId } from '@/lib/auth/context';
import { LIMITS } from '@/lib/limits';
import { getProject } from '@/lib/projects/queries';
import { type Asked, readAsked } from '@/lib/search/asked';
import { readPlace, writePlace } from '@/lib/search/cursor';
import { type FoundEvent, type FoundSegment, loadFound, loadFoundEvents } from '@/lib/search/hit-queries';
import { formsIn, marksIn, type Sought, snippetOf } from '@/lib/search/marks';
import { compileWords, findSegments, stemsOf } from '@/lib/search/match-queries';
import type { SearchHit, SearchIn, SearchKind } from '@/lib/search/schema';
import { type StoredSession, selectSessions } from '@/lib/sessions/queries';
import { UNTITLED } from '@/lib/sessions/schema';
import { segmentPath, sessionPath } from '@/lib/sessions/slug';
import { startOf } from '@/lib/sessions/time-queries';

interface Page {
  items: SearchHit[];
  next_cursor: string | null;
}

/**
 * A page of the segments of a project's newest cuts that have what is asked for, the best first; null where there is no such project.
 * Throws `invalid_request` for a query that asks for nothing, or for what an operator does not take.
 */
export async function searchSegments(
  ctx: Context,
  project: string,
  { q, in: within, cursor, limit }: { q: string; in: SearchIn; cursor?: string | undefined; limit: number },
): Promise<Page | null> {
  const search = await readSearch(ctx, project, q);
  if (!search) return null;
  const { words, ...what } = search;
  const size = Math.min(limit, LIMITS.page_items);
  const after = cursor === undefined ? null : readPlace(cursor);
  const matches = await findSegments(ctx, { ...what, within, after, limit: size + 1 });
  const shown = matches.slice(0, size);
  const last = shown.at(-1);
  const found = await loadFound(
    ctx,
    shown.map(({ id }) => id),
  );
  const sought = await soughtIn(ctx, words, found);
  const events = within === 'records' ? new Map() : await foundEvents(ctx, found, sought);
  const near = await sessionsOf(ctx, found);
  return {
    items: found.flatMap((segment) => segmentHit(segment, near.get(segment.sessionId), sought, events.get(segment.id)) ?? []),
    next_cursor: last && matches.length > size ? writePlace([last.rank, last.at, last.id]) : null,
  };
}

/** What is asked for, and in which project; null where there is no such project. */
async function readSearch(ctx: Context, name: string, q: string) {
  const known = await getProject(ctx, name);
  if (!known) return null;
  const asked = readAsked(q);
  return { project: known.id, asked, ...(await compileWords(ctx, asked.words)) };
}

/** Segments that are looked through for items. */
const MOST_WITH_ITEMS = 40;

/** What of each of these kinds has the words that are asked for, at most `limit` of each, the best first; null where there is no such project. */
export async function searchKinds(
  ctx: Context,
  project: string,
  { q, kinds, limit }: { q: string; kinds: readonly SearchKind[]; limit: number },
): Promise<Page | null> {
  const search = await readSearch(ctx, project, q);
  if (!search) return null;
  const { words, ...what } = search;
  const size = Math.min(limit, LIMITS.page_items);
  const isAbout = kinds.some((kind) => kind !== 'session');
  const wanted = kinds.some((kind) => kind !== 'segment' && kind !== 'session') ? Math.max(MOST_WITH_ITEMS, size) : size;
  const matches = isAbout ? await findSegments(ctx, { ...what, within: 'records', after: null, limit: wanted }) : [];
  const found = await loadFound(
    ctx,
    matches.map(({ id }) => id),
  );
  const titled = kinds.includes('session') ? await sessionsTitled(ctx, what.project, what.asked, size) : [];
  const sought = await soughtIn(ctx, words, found);
  const near = await sessionsOf(ctx, found);
  const hitsOf = (kind: SearchKind): SearchHit[] => {
    if (kind === 'session') return titled.map((row) => sessionHit(row, sought));
    if (kind === 'segment')
      return found.slice(0, size).flatMap((segment) => segmentHit(segment, near.get(segment.sessionId), sought) ?? []);
    return found.flatMap((segment) => itemHits(kind, segment, near.get(segment.sessionId), sought)).slice(0, size);
  };
  return { items: kinds.flatMap(hitsOf), next_cursor: null };
}

async function soughtIn(ctx: Context, words: Sought['words'], found: readonly FoundSegment[]): Promise<Sought> {
  const texts = found.flatMap(({ title, texts: all }) => [title, ...all.map(({ text }) => text)]);
  return { words, stems: await stemsOf(ctx, formsIn(texts, words)) };
}

/** Of segments whose records say little of what is looked for the event that does. */
async function foundEvents(ctx: Context, found: readonly FoundSegment[], sought: Sought): Promise<Map<string, FoundEvent>> {
  const isSilent = ({ title, texts }: FoundSegment) => !hasAll([title, ...texts.map(({ text }) => text)], sought);
  const [longest] = [...sought.words].sort((a, b) => b.text.length - a.text.length);
  if (!longest) return new Map();
  const { text, stem } = longest;
  return loadFoundEvents(
    ctx,
    found.filter(isSilent).map(({ id }) => id),
    stem && text.startsWith(stem) ? stem : text,
  );
}

const hasAll = (texts: readonly string[], sought: Sought): boolean =>
  sought.words.every((word) => texts.some((text) => marksIn(text, { ...sought, words: [word] }).count > 0));

async function sessionsOf(ctx: Context, found: readonly FoundSegment[]): Promise<Map<string, StoredSession>> {
  if (found.length === 0) return new Map();
  const rows = await selectSessions(ctx, inArray(sessions.id, [...new Set(found.map(({ sessionId }) => sessionId))]));
  return new Map(rows.map((row) => [row.id, row]));
}

/** The sessions whose titles have every word, the newest first. */
async function sessionsTitled(ctx: Context, project: ProjectId, { words }: Asked, limit: number): Promise<StoredSession[]> {
  if (words.length === 0) return [];
  const has = words.map(({ text }) => sql`strpos(lower(${sessions.title}), ${text}) > 0`);
  return selectSessions(ctx, sql`${sessions.projectId} = ${project}`, ...has)
    .orderBy(sql`${sessions.activeAt} desc`)
    .limit(limit);
}

function segmentHit(
  segment: FoundSegment,
  session: StoredSession | undefined,
  sought: Sought,
  event?: FoundEvent | undefined,
): SearchHit | null {
  if (!session) return null;
  const found = segment.texts.map((text) => ({ ...text, ...marksIn(text.text, sought) })).sort((a, b) => b.count - a.count);
  const best = found.find(({ count }) => count > 0) ?? (sought.words.length === 0 ? found[0] : undefined);
  const said = event ? { field: 'event' as const, text: event.text, ...marksIn(event.text, sought) } : best;
  return {
    ...{ kind: 'segment', session: sessionOf(session), segment: pointerTo(segment, session, event?.seq) },
    title: { text: segment.title, marks: marksIn(segment.title, sought).marks },
    ...{ field: said?.field ?? null, snippet: said ? snippetOf(said.text, said.marks) : null, seq: event?.seq ?? null },
  };
}

function itemHits(
  kind: Exclude<SearchKind, 'segment' | 'session'>,
  segment: FoundSegment,
  session: StoredSession | undefined,
  sought: Sought,
): SearchHit[] {
  if (!session) return [];
  const about = {
    kind,
    session: sessionOf(session),
    segment: pointerTo(segment, session),
    field: null,
    snippet: null,
    seq: null,
  };
  return segment.texts.flatMap(({ field, text }) => {
    const { marks, count } = marksIn(text, sought);
    return field === kind && count === sought.words.length ? [{ ...about, title: snippetOf(text, marks) }] : [];
  });
}

const sessionHit = (row: StoredSession, sought: Sought): SearchHit => {
  const session = sessionOf(row);
  const title = { text: session.title, marks: marksIn(session.title, sought).marks };
  return { kind: 'session', session, segment: null, title, field: null, snippet: null, seq: null };
};

const sessionOf = (row: StoredSession): SearchHit['session'] => ({
  ...{ sid: row.sid, title: row.title ?? UNTITLED, agent: row.agent, branch: row.branch },
  started_at: startOf(row),
  url: sessionPath(row.project, row.title ?? UNTITLED, row.sid),
});

function pointerTo({ id, n, cut, startedAt }: FoundSegment, session: StoredSession, seq?: number): SearchHit['segment'] {
  const path = segmentPath({ ...session, title: session.title ?? UNTITLED }, n, cut);
  const url = seq === undefined ? path : `${path}${path.includes('?') ? '&' : '?'}event=${seq}`;
  return { id, n, started_at: session.isUndated ? null : startedAt, url };
}
