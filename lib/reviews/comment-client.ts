import { apiPath, apiSend } from '@/lib/http/api';
import type { Comment, CommentInput } from '@/lib/reviews/comment-schema';

const comment = async () => (await import('@/lib/reviews/comment-schema')).comment;
const nothing = async () => (await import('@/lib/http/schema')).nothing;

/** Says something of a segment. Throws ApiError. */
export const addComment = (segment: string, body: CommentInput) =>
  apiSend(comment, 'POST', apiPath`/segments/${segment}/comments`, { body });

/** Changes the words of one's own comment. Throws ApiError. */
export const changeComment = (id: string, body: string) =>
  apiSend(comment, 'PATCH', apiPath`/comments/${id}`, { body: { body } });

/** Puts one's own comment back after it was deleted. Throws ApiError. */
export const restoreComment = ({ id, body, quote }: Comment) =>
  apiSend(comment, 'PUT', apiPath`/comments/${id}`, { body: { body, quote } });

/** Deletes a comment. Throws ApiError. */
export const deleteComment = (id: string) => apiSend(nothing, 'DELETE', apiPath`/comments/${id}`);
