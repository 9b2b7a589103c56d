import { cache } from 'react';
import { database } from '@/db/client';
import { openShare } from '@/lib/shares/commands';
import type { OpenShare } from '@/lib/shares/queries';
import { getSharedSegment, getSharedSession, type SharedSegment, type SharedSession } from '@/lib/shares/read-queries';

/** The link of an address; null unless it works. proxy.ts has told before why one does not. Once for each request. */
export const loadShare = cache(async (token: string): Promise<OpenShare | null> => {
  const found = await openShare(database(), token);
  return found.state === 'open' ? found.share : null;
});

/** The session that a link shows, in a cut; once for each request. */
export const loadSharedSession = cache(async (token: string, cut: number | undefined): Promise<SharedSession | null> => {
  const share = await loadShare(token);
  return share && getSharedSession(database(), share, { cut });
});

/** A segment that a link shows: by its number in a shared session, without one the only one; once for each request. */
export const loadSharedSegment = cache(async (token: string, n: number | null, cut: number): Promise<SharedSegment | null> => {
  const share = await loadShare(token);
  return share && getSharedSegment(database(), share, n === null ? null : { n, cut });
});
