import { queryOptions } from '@tanstack/react-query';
import { apiGet, apiPath, apiSend } from '@/lib/http/api';

const schemas = () => import('@/lib/sessions/schema');
const jobPage = async () => {
  const [{ page }, { job }] = await Promise.all([import('@/lib/http/schema'), import('@/lib/jobs/schema')]);
  return page(job);
};
const nothing = async () => (await import('@/lib/http/schema')).nothing;

export const sessionKeys = {
  all: ['sessions'] as const,
  one: (sid: string) => ['sessions', sid] as const,
};

/** A session by its sid. */
export const sessionQuery = (sid: string) =>
  queryOptions({
    queryKey: sessionKeys.one(sid),
    queryFn: ({ signal }) => apiGet(async () => (await schemas()).sessionDetail, apiPath`/sessions/${sid}`, { signal }),
  });

/** Has the failed jobs of a session run now. Throws ApiError. */
export const retryJobs = (sid: string) => apiSend(jobPage, 'POST', apiPath`/sessions/${sid}/jobs/retry`);

/** Gives a session another title; null brings back its own. Throws ApiError. */
export const renameSession = (sid: string, title: string | null) =>
  apiSend(async () => (await schemas()).session, 'PATCH', apiPath`/sessions/${sid}`, { body: { title } });

/** Says which session one goes on from, by its sid; null for none. Throws ApiError. */
export const continueFrom = (sid: string, predecessor: string | null) =>
  apiSend(async () => (await schemas()).session, 'PATCH', apiPath`/sessions/${sid}`, { body: { predecessor } });

/** Deletes a session with its events and segments. Throws ApiError. */
export const deleteSession = (sid: string) => apiSend(nothing, 'DELETE', apiPath`/sessions/${sid}`);
