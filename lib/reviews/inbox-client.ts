import { queryOptions } from '@tanstack/react-query';
import { apiGet, apiPath, apiSend } from '@/lib/http/api';

const inbox = async () => (await import('@/lib/reviews/inbox-schema')).inbox;
const counts = async () => (await import('@/lib/reviews/inbox-schema')).reviewCounts;
const seenResult = async () => (await import('@/lib/reviews/visit-schema')).seenResult;
const nothing = async () => (await import('zod')).z.undefined();
const marksResult = async () => (await import('@/lib/reviews/mark-schema')).marksResult;
const sessionPage = async () => (await import('@/lib/http/schema')).page((await import('@/lib/sessions/schema')).sessionRow);

/** How often a page asks what others changed. */
export const REFRESH_MS = 15_000;

export const inboxKeys = {
  counts: (project: string) => ['counts', project] as const,
  lists: ['lists'] as const,
};

/** What the top bar says of a project. */
export const reviewCountsQuery = (project: string) =>
  queryOptions({
    queryKey: inboxKeys.counts(project),
    queryFn: ({ signal }) => apiGet(counts, apiPath`/projects/${project}/counts`, { signal }),
  });

/** The inbox of a project, narrowed by a query. Throws ApiError. */
export const fetchInbox = (project: string, query: string, signal: AbortSignal) =>
  apiGet(inbox, `${apiPath`/projects/${project}/inbox`}?${query}`, { signal });

/** The sessions of a project, narrowed by a query. Throws ApiError. */
export const fetchSessions = (project: string, query: string, signal: AbortSignal) =>
  apiGet(sessionPage, `${apiPath`/projects/${project}/sessions`}?${query}`, { signal });

/** Marks all segments of a session as reviewed, and says which were not. Throws ApiError. */
export const markWhole = (sid: string) => apiSend(marksResult, 'POST', apiPath`/sessions/${sid}/marks`, { body: { all: true } });

/** Keeps how far a session was seen; null for unseen. Throws ApiError. */
export const seeSession = (sid: string, seq: number | null) =>
  apiSend(nothing, 'PUT', apiPath`/sessions/${sid}/seen`, { body: { seq } });

/** Keeps that all sessions of a project were seen. Throws ApiError. */
export const seeProject = (project: string) => apiSend(seenResult, 'PUT', apiPath`/projects/${project}/seen`);
