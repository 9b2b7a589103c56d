import { queryOptions } from '@tanstack/react-query';
import { apiGet, apiPath, apiSend } from '@/lib/http/api';
import type { BoundaryInput, Granularity } from '@/lib/segments/cut-schema';

const cutResult = async () => (await import('@/lib/segments/cut-schema')).cutResult;
const boundaryPreview = async () => (await import('@/lib/segments/cut-schema')).boundaryPreview;
const segmentDetail = async () => (await import('@/lib/segments/schema')).segmentDetail;
const segmentPage = async () => {
  const [{ page }, { segment }] = await Promise.all([import('@/lib/http/schema'), import('@/lib/segments/schema')]);
  return page(segment);
};

export const segmentKeys = {
  all: (sid: string) => ['segments', sid] as const,
  pageAfter: (sid: string, cut: number, n: number) => ['segments', sid, cut, 'after', n] as const,
};

/** Segments that one request completes. */
export const SEGMENTS_PAGE = 40;

/** The segments of a cut that follow number `n`, `SEGMENTS_PAGE` of them. */
export const segmentsAfterQuery = (sid: string, cut: number, n: number) =>
  queryOptions({
    queryKey: segmentKeys.pageAfter(sid, cut, n),
    queryFn: ({ signal }) =>
      apiGet(segmentPage, apiPath`/sessions/${sid}/segments`, { query: { cut, cursor: n, limit: SEGMENTS_PAGE }, signal }),
  });

/** A segment as a revision of its record said. */
export const segmentRevisionQuery = (sid: string, n: number, { cut, rev }: { cut: number; rev: number }) =>
  queryOptions({
    queryKey: [...segmentKeys.all(sid), cut, n, rev],
    queryFn: ({ signal }) => apiGet(segmentDetail, apiPath`/sessions/${sid}/segments/${n}`, { query: { cut, rev }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** A segment as it is now. Throws ApiError. */
export const getSegment = (sid: string, n: number, cut: number) =>
  apiGet(segmentDetail, apiPath`/sessions/${sid}/segments/${n}`, { query: { cut } });

/** What a change of boundaries would make; nothing is stored. Throws ApiError. */
export const previewBoundaries = (sid: string, body: BoundaryInput) =>
  apiSend(boundaryPreview, 'POST', apiPath`/sessions/${sid}/boundaries/preview`, { body });

/** Splits a segment, merges it with the next, or moves where segments begin. Throws ApiError. */
export const changeBoundaries = (sid: string, change: BoundaryInput) => {
  if (change.reason === 'move')
    return apiSend(cutResult, 'PATCH', apiPath`/sessions/${sid}/boundaries`, { body: { moves: change.moves } });
  if (change.reason === 'merge') return apiSend(cutResult, 'POST', apiPath`/segments/${change.segment}/merge`);
  return apiSend(cutResult, 'POST', apiPath`/segments/${change.segment}/split`, { body: { at: change.at } });
};

/** Cuts a session coarser or finer. Throws ApiError. */
export const cutSession = (sid: string, granularity: Granularity) =>
  apiSend(cutResult, 'POST', apiPath`/sessions/${sid}/segmentation`, { body: { granularity } });
