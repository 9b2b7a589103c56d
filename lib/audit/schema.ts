import { z } from 'zod';

/** What is written down, as object.verb: a closed list, so that a log can be searched. */
export const AUDIT_ACTIONS = [
  'person.created',
  'person.changed',
  'person.disabled',
  'person.enabled',
  'signin.succeeded',
  'signin.failed',
  'signin.ended',
  'signin.revoked',
  'password.changed',
  'password.reset_link_created',
  'password.reset',
  'invitation.created',
  'invitation.accepted',
  'invitation.revoked',
  'member.added',
  'member.changed',
  'member.removed',
  'project.created',
  'project.changed',
  'project.deleted',
  'project.restored',
  'session.changed',
  'session.linked',
  'session.deleted',
  'session.recut',
  'segment.split',
  'segment.merged',
  'segment.moved',
  'segment.edited',
  'comment.deleted',
  'token.created',
  'token.revoked',
  'resolution.ended',
  'rule.created',
  'rule.changed',
  'rule.deleted',
  'share.created',
  'share.revoked',
  'audit.exported',
] as const;
export const auditAction = z.enum(AUDIT_ACTIONS);
export type AuditAction = z.infer<typeof auditAction>;

/** One thing that somebody did. */
export const auditEntry = z.object({
  id: z.string(),
  at: z.string(),
  actor: z.object({ type: z.enum(['person', 'token', 'share', 'job', 'nobody']), id: z.string().nullable(), name: z.string() }),
  action: z.string(),
  project: z.string().nullable(),
  subject: z.string().nullable(),
  subject_id: z.string().nullable(),
  details: z.record(z.string(), z.unknown()).nullable(),
  ip: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof auditEntry>;

/** Which entries are asked for; newest first. */
export const auditFilters = z.object({
  action: auditAction.optional(),
  actor: z.string().max(100).optional().describe('The id of a person or a token'),
  cursor: z.uuid().optional().describe('The `next_cursor` of the page before'),
  limit: z.coerce.number().int().min(1).optional(),
});
export type AuditFilters = z.infer<typeof auditFilters>;
