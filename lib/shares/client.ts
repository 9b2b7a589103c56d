import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { apiGet, apiPath, apiSend } from '@/lib/http/api';
import { page } from '@/lib/http/schema';
import { newShare, share } from '@/lib/shares/schema';

/** The links of a session that work. */
export const sharesQuery = (sid: string) =>
  queryOptions({
    queryKey: ['shares', sid] as const,
    queryFn: ({ signal }) => apiGet(page(share), apiPath`/sessions/${sid}/shares`, { signal }),
    staleTime: 0,
  });

/** Makes a link to a session, or to a segment of it. Throws ApiError. */
export const createShare = (sid: string, body: { segment?: { n: number; cut: number }; expires_in_days: number }) =>
  apiSend(newShare, 'POST', apiPath`/sessions/${sid}/shares`, { body });

/** Turns a link off. Throws ApiError. */
export const revokeShare = (id: string) => apiSend(z.undefined(), 'DELETE', apiPath`/shares/${id}`);
