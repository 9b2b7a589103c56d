import { apiGet, apiPath, apiSend } from '@/lib/http/api';
import type { MarksPatch } from '@/lib/reviews/mark-schema';

/** The marks of a cut's segments. Throws ApiError. */
export const fetchMarks = (sid: string, cut: number) =>
  apiGet(async () => (await import('@/lib/reviews/mark-schema')).sessionMarks, apiPath`/sessions/${sid}/marks`, {
    query: { cut },
  });

/** Marks segments and takes marks back, each judged by itself. Throws ApiError. */
export const changeMarks = (sid: string, marks: MarksPatch['marks']) =>
  apiSend(async () => (await import('@/lib/reviews/mark-schema')).marksResult, 'PATCH', apiPath`/sessions/${sid}/marks`, {
    body: { marks },
  });
