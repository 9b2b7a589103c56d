import type { AuditAction } from '@/lib/audit/schema';
import { type Clock, formatMoment } from '@/lib/display';

/** What was done, as the end of a sentence that begins with who did it. */
const DONE: Record<AuditAction, string> = {
  'person.created': 'joined',
  'person.changed': 'changed a person',
  'person.disabled': 'disabled a person',
  'person.enabled': 'enabled a person',
  'signin.succeeded': 'signed in',
  'signin.failed': 'failed to sign in',
  'signin.ended': 'signed out',
  'signin.revoked': 'ended a sign-in',
  'password.changed': 'changed their password',
  'password.reset_link_created': 'made a link to set a new password',
  'password.reset': 'set a new password by link',
  'invitation.created': 'made an invitation',
  'invitation.accepted': 'accepted an invitation',
  'invitation.revoked': 'revoked an invitation',
  'member.added': 'added a member',
  'member.changed': 'changed a member’s role',
  'member.removed': 'removed a member',
  'project.created': 'created a project',
  'project.changed': 'changed a project',
  'project.deleted': 'deleted a project',
  'project.restored': 'restored a project',
  'session.changed': 'renamed a session',
  'session.linked': 'said what a session goes on from',
  'session.deleted': 'deleted a session',
  'session.recut': 'cut a session again',
  'segment.split': 'split a segment',
  'segment.merged': 'merged two segments',
  'segment.moved': 'moved a boundary',
  'segment.edited': 'edited a segment',
  'comment.deleted': 'deleted somebody’s comment',
  'token.created': 'created a token',
  'token.revoked': 'revoked a token',
  'resolution.ended': 'took back what somebody said of an open end',
  'rule.created': 'added a reference rule',
  'rule.changed': 'changed a reference rule',
  'rule.deleted': 'deleted a reference rule',
  'share.created': 'shared by link',
  'share.revoked': 'revoked a share link',
  'audit.exported': 'exported the audit log',
};

/** The words of an action; one that this version does not know stands as it is. */
export const doneOf = (action: string): string => (DONE as Record<string, string>)[action] ?? action;

/** Details as short words: `role viewer, scopes ingest and read`. */
export const detailsOf = (details: Record<string, unknown> | null, clock: Clock): string =>
  Object.entries(details ?? {})
    .filter(([, value]) => value !== null && value !== undefined && value !== '' && value !== false)
    .map(([name, value]) =>
      [name.replaceAll('_', ' ').replace('admin', 'administrator'), ...(value === true ? [] : [wordsOf(value, clock)])].join(' '),
    )
    .join(', ');

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

function wordsOf(value: unknown, clock: Clock): string {
  if (Array.isArray(value)) return value.map((item) => wordsOf(item, clock)).join(' and ');
  if (typeof value === 'string' && INSTANT.test(value)) return formatMoment(value, clock);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
