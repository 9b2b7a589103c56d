import { queryOptions } from '@tanstack/react-query';
import { apiGet, apiPath, apiSend } from '@/lib/http/api';

const nothing = async () => (await import('@/lib/http/schema')).nothing;
const newShare = async () => (await import('@/lib/shares/schema')).newShare;
const sharePage = async () => {
  const [{ page }, { share }] = await Promise.all([import('@/lib/http/schema'), import('@/lib/shares/schema')]);
  return page(share);
};

/** The links of a session that work. */
export const sharesQuery = (sid: string) =>
  queryOptions({
    queryKey: ['shares', sid] as const,
    queryFn: ({ signal }) => apiGet(sharePage, apiPath`/sessions/${sid}/shares`, { signal }),
    staleTime: 0,
  });

/** Makes a link to a session, or to a segment of it. Throws ApiError. */
export const createShare = (sid: string, body: { segment?: { n: number; cut: number }; expires_in_days: number }) =>
  apiSend(newShare, 'POST', apiPath`/sessions/${sid}/shares`, { body });

/** Turns a link off. Throws ApiError. */
export const revokeShare = (id: string) => apiSend(nothing, 'DELETE', apiPath`/shares/${id}`);
