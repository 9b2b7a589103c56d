import type { Member } from '@/lib/people/member-schema';

/** The roles of a project, in words, the least first. */
export const ROLES: readonly { is: Member['role']; name: string; means: string }[] = [
  { is: 'viewer', name: 'Viewer', means: 'reads sessions' },
  { is: 'reviewer', name: 'Reviewer', means: 'also reviews, comments, answers, corrects and adds sessions' },
  { is: 'admin', name: 'Administrator', means: 'also manages members and tokens, and deletes' },
];

export const roleName = (role: Member['role']): string => ROLES.find(({ is }) => is === role)?.name ?? role;
