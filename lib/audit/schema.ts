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
  'session.deleted',
  'session.recut',
  'segment.split',
  'segment.merged',
  'segment.moved',
  'token.created',
  'token.revoked',
  'share.created',
  'share.revoked',
  'audit.exported',
] as const;
export const auditAction = z.enum(AUDIT_ACTIONS);
export type AuditAction = z.infer<typeof auditAction>;
