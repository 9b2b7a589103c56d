import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { apiGet, apiPath, apiSend } from '@/lib/http/api';
import { page } from '@/lib/http/schema';
import { job } from '@/lib/jobs/schema';
import { session, sessionDetail } from '@/lib/sessions/schema';

export const sessionKeys = {
  all: ['sessions'] as const,
  one: (sid: string) => ['sessions', sid] as const,
};

/** A session by its sid. */
export const sessionQuery = (sid: string) =>
  queryOptions({
    queryKey: sessionKeys.one(sid),
    queryFn: ({ signal }) => apiGet(sessionDetail, apiPath`/sessions/${sid}`, { signal }),
  });

/** Has the failed jobs of a session run now. Throws ApiError. */
export const retryJobs = (sid: string) => apiSend(page(job), 'POST', apiPath`/sessions/${sid}/jobs/retry`);

/** Gives a session another title; null brings back its own. Throws ApiError. */
export const renameSession = (sid: string, title: string | null) =>
  apiSend(session, 'PATCH', apiPath`/sessions/${sid}`, { body: { title } });

/** Deletes a session with its events and segments. Throws ApiError. */
export const deleteSession = (sid: string) => apiSend(z.undefined(), 'DELETE', apiPath`/sessions/${sid}`);
