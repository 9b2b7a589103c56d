import type { ReferenceUse } from '@/lib/segments/schema';

/** The page of every segment that has a reference. */
export const referenceAddress = (project: string, ref: string): string => `/${project}/references/${encodeURIComponent(ref)}`;

export const KIND_WORDS: Record<ReferenceUse['kind'], string> = {
  issue: 'issue',
  commit: 'commit',
  branch: 'branch',
  pull_request: 'pull request',
  file: 'file',
  session: 'session',
  worktree: 'worktree',
  ticket: 'ticket',
  url: 'address',
};

/** What a segment did to it. */
export const ROLE_WORDS: Record<ReferenceUse['role'], string> = {
  produced: 'made it',
  closed: 'closed it',
  touched: 'changed it',
  commented: 'commented on it',
  read: 'read it',
  mentioned: 'mentions it',
};
