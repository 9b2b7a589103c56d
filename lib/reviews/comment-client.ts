import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { apiGet, apiPath, apiSend } from '@/lib/http/api';
import { page } from '@/lib/http/schema';
import { type CommentInput, comment } from '@/lib/reviews/comment-schema';

export const commentKeys = { of: (segment: string) => ['comments', segment] as const };

const comments = page(comment);
export type CommentPage = z.infer<typeof comments>;

/** The comments on a segment. */
export const commentsQuery = (segment: string) =>
  queryOptions({
    queryKey: commentKeys.of(segment),
    queryFn: ({ signal }) => apiGet(comments, apiPath`/segments/${segment}/comments`, { signal }),
  });

/** Says something of a segment. Throws ApiError. */
export const addComment = (segment: string, body: CommentInput) =>
  apiSend(comment, 'POST', apiPath`/segments/${segment}/comments`, { body });

/** Changes the words of one's own comment. Throws ApiError. */
export const changeComment = (id: string, body: string) =>
  apiSend(comment, 'PATCH', apiPath`/comments/${id}`, { body: { body } });

/** Deletes a comment. Throws ApiError. */
export const deleteComment = (id: string) => apiSend(z.undefined(), 'DELETE', apiPath`/comments/${id}`);
