import { apiPath, apiSend } from '@/lib/http/api';
import type { CommentInput } from '@/lib/reviews/comment-schema';

const comment = async () => (await import('@/lib/reviews/comment-schema')).comment;
const nothing = async () => (await import('@/lib/http/schema')).nothing;

/** Says something of a segment. Throws ApiError. */
export const addComment = (segment: string, body: CommentInput) =>
  apiSend(comment, 'POST', apiPath`/segments/${segment}/comments`, { body });

/** Changes the words of one's own comment. Throws ApiError. */
export const changeComment = (id: string, body: string) =>
  apiSend(comment, 'PATCH', apiPath`/comments/${id}`, { body: { body } });

/** Deletes a comment. Throws ApiError. */
export const deleteComment = (id: string) => apiSend(nothing, 'DELETE', apiPath`/comments/${id}`);
