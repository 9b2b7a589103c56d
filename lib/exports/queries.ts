import type { Context } from '@/lib/auth/context';
import { segmentMarkdown, sessionMarkdown } from '@/lib/exports/markdown';
import { LIMITS } from '@/lib/limits';
import { withLinks } from '@/lib/links';
import { listComments } from '@/lib/reviews/comment-queries';
import type { Comment } from '@/lib/reviews/comment-schema';
import { getSegment, listSegments } from '@/lib/segments/queries';
import type { Segment } from '@/lib/segments/schema';
import { getSession } from '@/lib/sessions/queries';

export interface ExportOptions {
  format: 'md' | 'json';
  /** Stands before the paths of links. */
  origin: string;
  /** One segment instead of the session. */
  segment?: number;
  cut?: number;
  rev?: number;
}

export interface Export {
  type: string;
  name: string;
  text: string;
}

/** A session with its segments, or one of its segments, as a file; null where there is none. */
export async function getExport(ctx: Context, sid: string, { segment, ...options }: ExportOptions): Promise<Export | null> {
  return segment === undefined ? exportSession(ctx, sid, options) : exportSegment(ctx, { sid, n: segment }, options);
}

async function exportSession(ctx: Context, sid: string, { format, origin, cut }: ExportOptions): Promise<Export | null> {
  const [found, all] = [await getSession(ctx, sid), await allSegments(ctx, sid, cut)];
  if (!found || !all) return null;
  const { session, segments } = withLinks(origin, { session: found, segments: await withComments(ctx, all) });
  const markdown = () => sessionMarkdown({ ...session, segment_count: segments.length }, segments);
  return fileOf(sid, format, format === 'md' ? markdown() : { session, segments });
}

async function exportSegment(
  ctx: Context,
  { sid, n }: { sid: string; n: number },
  { format, origin, cut, rev }: ExportOptions,
): Promise<Export | null> {
  const found = await getSegment(ctx, sid, n, { cut, rev });
  const [segment] = found ? withLinks(origin, await withComments(ctx, [found])) : [];
  if (!segment) return null;
  return fileOf(`${sid}-${n}`, format, format === 'md' ? segmentMarkdown(segment) : segment);
}

function fileOf(name: string, format: 'md' | 'json', content: unknown): Export {
  const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2);
  return { name: `${name}.${format}`, type: format === 'md' ? 'text/markdown; charset=utf-8' : 'application/json', text };
}

/** Segments with all that people wrote about each. */
async function withComments<T extends Segment>(ctx: Context, segments: readonly T[]): Promise<(T & { comments: Comment[] })[]> {
  const all: (T & { comments: Comment[] })[] = [];
  for (const segment of segments)
    all.push({ ...segment, comments: segment.comment_count > 0 ? await allComments(ctx, segment.id) : [] });
  return all;
}

async function allComments(ctx: Context, segmentId: string): Promise<Comment[]> {
  const all: Comment[] = [];
  for (let after: string | undefined; ; ) {
    const page = await listComments(ctx, segmentId, { after });
    all.push(...(page?.items ?? []));
    if (!page?.next_cursor) return all;
    after = page.next_cursor;
  }
}

async function allSegments(ctx: Context, sid: string, cut: number | undefined): Promise<Segment[] | null> {
  const all: Segment[] = [];
  for (let after = 0; ; ) {
    const page = await listSegments(ctx, sid, { cut, after, limit: LIMITS.page_items });
    if (!page) return null;
    all.push(...page.items);
    if (page.next_cursor === null) return all;
    after = Number(page.next_cursor);
  }
}
