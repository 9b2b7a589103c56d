import { z } from 'zod';
import { apiPath, apiSend } from '@/lib/http/api';
import { project } from '@/lib/projects/schema';

/** Makes a project. Throws ApiError. */
export const createProject = (name: string) => apiSend(project, 'POST', apiPath`/projects`, { body: { name } });

/** Deletes a project with all it holds. Throws ApiError. */
export const deleteProject = (name: string) => apiSend(z.undefined(), 'DELETE', apiPath`/projects/${name}`);

/** Lets a deleted session be sent again. Throws ApiError. */
export const removeTombstone = (name: string, externalId: string) =>
  apiSend(z.undefined(), 'DELETE', apiPath`/projects/${name}/tombstones/${externalId}`);
