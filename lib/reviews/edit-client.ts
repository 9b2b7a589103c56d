import { z } from 'zod';
import { apiGet, apiPath, apiSend } from '@/lib/http/api';
import { page } from '@/lib/http/schema';
import { type EditInput, edit } from '@/lib/reviews/edit-schema';
import type { FlagInput } from '@/lib/reviews/flag-schema';
import { segmentDetail } from '@/lib/segments/schema';
import { type EditField, flag } from '@/lib/segments/word-schema';

/** What persons wrote in the fields of a segment, the newest first. Throws ApiError. */
export const getEdits = (segment: string) => apiGet(page(edit), apiPath`/segments/${segment}/edits`);

/** Writes a field of a segment's record. Throws ApiError: `conflict` where another person wrote it meanwhile. */
export const putEdit = (segment: string, field: EditField, body: EditInput) =>
  apiSend(segmentDetail, 'PUT', apiPath`/segments/${segment}/edits/${field}`, { body });

/** Brings the machine's words back. Throws ApiError. */
export const removeEdit = (segment: string, field: EditField) =>
  apiSend(segmentDetail, 'DELETE', apiPath`/segments/${segment}/edits/${field}`);

/** Calls a claim wrong. Throws ApiError. */
export const addFlag = (segment: string, body: FlagInput) => apiSend(flag, 'POST', apiPath`/segments/${segment}/flags`, { body });

/** Takes a flag back. Throws ApiError. */
export const removeFlag = (id: string) => apiSend(z.undefined(), 'DELETE', apiPath`/flags/${id}`);
