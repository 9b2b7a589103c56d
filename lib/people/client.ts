import { z } from 'zod';
import { apiPath, apiSend } from '@/lib/http/api';
import { newInvitation } from '@/lib/people/invitation-schema';
import type { Member } from '@/lib/people/member-schema';
import { person } from '@/lib/people/person-schema';

const nothing = z.undefined();

/** Gives a person a role in a project. Throws ApiError. */
export const putMember = (project: string, id: string, role: Member['role']) =>
  apiSend(nothing, 'PUT', apiPath`/projects/${project}/members/${id}`, { body: { role } });

/** Takes a person out of a project. Throws ApiError. */
export const removeMember = (project: string, id: string) =>
  apiSend(nothing, 'DELETE', apiPath`/projects/${project}/members/${id}`);

/** Takes oneself out of a project. Throws ApiError. */
export const leaveProject = (project: string) => apiSend(nothing, 'DELETE', apiPath`/projects/${project}/membership`);

/** Makes an invitation into a project, or into the installation where none is named. Throws ApiError. */
export const createInvitation = (
  project: string | null,
  body: { role?: Member['role']; is_admin?: boolean; note?: string; days: number },
) =>
  apiSend(newInvitation, 'POST', project === null ? apiPath`/invitations` : apiPath`/projects/${project}/invitations`, { body });

/** Makes an invitation useless. Throws ApiError. */
export const revokeInvitation = (id: string) => apiSend(nothing, 'DELETE', apiPath`/invitations/${id}`);

/** Changes what a person may do in the installation. Throws ApiError. */
export const changePerson = (id: string, body: { is_admin?: boolean; is_disabled?: boolean }) =>
  apiSend(person, 'PATCH', apiPath`/people/${id}`, { body });

/** Makes a link by which a person sets a new password. Throws ApiError. */
export const createResetLink = (id: string) =>
  apiSend(z.object({ url: z.string() }), 'POST', apiPath`/people/${id}/reset-link`, { body: {} });
