import { z } from 'zod';

/** Names that the URL map or the API uses for something else. */
const RESERVED = [
  'api',
  's',
  'docs',
  'welcome',
  'settings',
  'sign-in',
  'invitations',
  'inbox',
  'search',
  'health',
  'static',
  'public',
  'assets',
  'admin',
];

export const projectName = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,47}$/,
    'A project name has 1 to 48 characters: a-z, 0-9 and hyphens, and starts with a letter or digit',
  )
  .refine((name) => !RESERVED.includes(name), 'This name is reserved; choose another project name');

export const project = z.object({
  name: z.string(),
  session_count: z.number().int(),
  last_event_at: z.string().nullable(),
  url: z.string(),
});
export type Project = z.infer<typeof project>;

export const projectInput = z.strictObject({ name: projectName });

/** How much a project holds. */
export interface ProjectCounts {
  sessions: number;
  events: number;
  created_at: string;
}

/** A session that a person deleted: until this is removed, it cannot be sent again. */
export const tombstone = z.object({ external_id: z.string(), deleted_at: z.string() });
export type Tombstone = z.infer<typeof tombstone>;
