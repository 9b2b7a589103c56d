import { z } from 'zod';
import { apiPath, apiSend } from '@/lib/http/api';
import { newToken, type TokenInput } from '@/lib/tokens/schema';

/** Makes a token of a project. Throws ApiError. */
export const createToken = (project: string, input: TokenInput) =>
  apiSend(newToken, 'POST', apiPath`/projects/${project}/tokens`, { body: input });

/** Revokes a token of a project, or one's own. Throws ApiError. */
export const revokeToken = (id: string, isOwn: boolean) =>
  apiSend(z.undefined(), 'DELETE', isOwn ? apiPath`/me/tokens/${id}` : apiPath`/tokens/${id}`);

/** Lets the command line in that waits under a code, or turns it away. Throws ApiError. */
export const answerDevice = (user_code: string, approved: boolean) =>
  apiSend(z.undefined(), 'PUT', apiPath`/device/approval`, { body: { user_code, approved } });
