import { cache } from 'react';
import { pageContext } from '@/lib/auth/session';
import { ensureSettled } from '@/lib/segments/commands';
import { getSegment } from '@/lib/segments/queries';
import type { Segment } from '@/lib/segments/schema';
import type { SessionDetail } from '@/lib/sessions/schema';
import { sidOfPath } from '@/lib/sessions/slug';
import { getSessionDetail } from '@/lib/sessions/version-queries';

export interface PageParams {
  project: string;
  session: string;
  n: string;
}

/** The session at an address, brought up to date; once for each request. */
export const loadSession = cache(async (part: string): Promise<SessionDetail | null> => {
  const ctx = await pageContext();
  const sid = sidOfPath(part);
  await ensureSettled(ctx, sid);
  return getSessionDetail(ctx, sid);
});

/** A segment of a session; once for each request. */
export const loadSegment = cache(async (sid: string, n: number, cut: number, rev: number | null): Promise<Segment | null> => {
  const ctx = await pageContext();
  return getSegment(ctx, sid, n, rev === null ? { cut } : { cut, rev });
});
