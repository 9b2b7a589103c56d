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

/** What the address says beyond the segment's number. */
export interface Ask {
  event: number | null;
  cut: number;
  rev: number | null;
  show: string | undefined;
}

type Query = Record<string, string | string[] | undefined>;

/** Reads the query of an address; what is no positive number counts as absent. Links without `cut` mean the first cut. */
export function readAsk(query: Query): Ask {
  const show = Array.isArray(query.show) ? query.show[0] : query.show;
  return { event: wholeNumber(query.event), cut: wholeNumber(query.cut) ?? 1, rev: wholeNumber(query.rev), show };
}

export function wholeNumber(value: string | string[] | undefined): number | null {
  const text = Array.isArray(value) ? value[0] : value;
  return text && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
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
