import { apiGet, apiPath, apiSend } from '@/lib/http/api';
import type { EditInput } from '@/lib/reviews/edit-schema';
import type { FlagInput } from '@/lib/reviews/flag-schema';
import type { EditField } from '@/lib/segments/word-schema';

const nothing = async () => (await import('@/lib/http/schema')).nothing;
const flag = async () => (await import('@/lib/segments/word-schema')).flag;
const segmentDetail = async () => (await import('@/lib/segments/schema')).segmentDetail;
const editPage = async () => {
  const [{ page }, { edit }] = await Promise.all([import('@/lib/http/schema'), import('@/lib/reviews/edit-schema')]);
  return page(edit);
};

/** What persons wrote in the fields of a segment, the newest first. Throws ApiError. */
export const getEdits = (segment: string) => apiGet(editPage, apiPath`/segments/${segment}/edits`);

/** Writes a field of a segment's record. Throws ApiError: `conflict` where another person wrote it meanwhile. */
export const putEdit = (segment: string, field: EditField, body: EditInput) =>
  apiSend(segmentDetail, 'PUT', apiPath`/segments/${segment}/edits/${field}`, { body });

/** Brings the machine's words back. Throws ApiError. */
export const removeEdit = (segment: string, field: EditField) =>
  apiSend(segmentDetail, 'DELETE', apiPath`/segments/${segment}/edits/${field}`);

/** Calls a claim wrong. Throws ApiError. */
export const addFlag = (segment: string, body: FlagInput) => apiSend(flag, 'POST', apiPath`/segments/${segment}/flags`, { body });

/** Takes a flag back. Throws ApiError. */
export const removeFlag = (id: string) => apiSend(nothing, 'DELETE', apiPath`/flags/${id}`);
