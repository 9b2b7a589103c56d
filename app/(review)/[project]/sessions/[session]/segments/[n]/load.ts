import { cache } from 'react';
import { pageContext } from '@/lib/auth/session';
import { ensureSettled } from '@/lib/segments/commands';
import { getSegment } from '@/lib/segments/queries';
import type { Segment } from '@/lib/segments/schema';
import { getSession } from '@/lib/sessions/queries';
import type { Session } from '@/lib/sessions/schema';
import { sidOfPath } from '@/lib/sessions/slug';

export interface PageParams {
  project: string;
  session: string;
  n: string;
}

/** The session at an address, brought up to date; once for each request. */
export const loadSession = cache(async (part: string): Promise<Session | null> => {
  const ctx = await pageContext();
  const sid = sidOfPath(part);
  await ensureSettled(ctx, sid);
  return getSession(ctx, sid);
});

/** A segment of a session; once for each request. */
export const loadSegment = cache(async (sid: string, n: number, cut: number, rev: number | null): Promise<Segment | null> => {
  const ctx = await pageContext();
  return getSegment(ctx, sid, n, rev === null ? { cut } : { cut, rev });
});
