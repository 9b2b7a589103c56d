import type { Context } from '@/lib/auth/context';
import { countSegments, readSession } from '@/lib/segments/row-queries';
import { sessionPath } from '@/lib/sessions/slug';

/** A session's address and the number of segments in one of its cuts; null where there is no such session. */
export async function countSegmentsOf(
  ctx: Context,
  sid: string,
  { cut }: { cut: number },
): Promise<{ of: number; url: string } | null> {
  const session = await readSession(ctx, sid);
  if (!session) return null;
  return { of: await countSegments(ctx, session, cut), url: sessionPath(session.project, session.title, sid) };
}
