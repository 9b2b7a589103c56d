import { apiPath, apiSend } from '@/lib/http/api';
import type { RuleInput } from '@/lib/projects/rule-schema';

const rule = async () => (await import('@/lib/projects/rule-schema')).referenceRule;
const nothing = async () => (await import('zod')).z.undefined();

/** Adds a rule, or changes the one of an id. Throws ApiError. */
export const saveRule = (project: string, id: string | null, body: RuleInput) =>
  id === null
    ? apiSend(rule, 'POST', apiPath`/projects/${project}/reference-rules`, { body })
    : apiSend(rule, 'PATCH', apiPath`/projects/${project}/reference-rules/${id}`, { body });

/** Deletes a rule. Throws ApiError. */
export const deleteRule = (project: string, id: string) =>
  apiSend(nothing, 'DELETE', apiPath`/projects/${project}/reference-rules/${id}`);
