import { queryOptions } from '@tanstack/react-query';
import { apiGet, apiPath } from '@/lib/http/api';
import { session } from '@/lib/sessions/schema';

export const sessionKeys = {
  all: ['sessions'] as const,
  one: (sid: string) => ['sessions', sid] as const,
};

/** A session by its sid. */
export const sessionQuery = (sid: string) =>
  queryOptions({
    queryKey: sessionKeys.one(sid),
    queryFn: ({ signal }) => apiGet(session, apiPath`/sessions/${sid}`, { signal }),
  });
