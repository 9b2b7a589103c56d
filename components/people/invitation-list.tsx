'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ShownText } from '@/components/evidence/shown-text';
import { button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/dialog';
import { useOutcome } from '@/components/ui/use-outcome';
import { type Clock, formatDay } from '@/lib/display';
import { revokeInvitation } from '@/lib/people/client';
import type { Invitation } from '@/lib/people/invitation-schema';
import { roleName } from './roles';

/** Links that nobody has used yet. */
export function InvitationList({ invitations, clock }: { invitations: Invitation[]; clock: Clock }) {
  const router = useRouter();
  const { say, outcome } = useOutcome();
  const [revoking, setRevoking] = useState<Invitation | null>(null);
  return (
    <div className="mt-6">
      {invitations.length > 0 && <h3 className="mb-2 text-meta text-ink-3">Open invitations</h3>}
      <ul>
        {invitations.map((invitation) => (
          <li
            key={invitation.id}
            className="flex items-center justify-between gap-4 border-t border-line py-2.5 text-ui last:border-b"
          >
            <div className="min-w-0 wrap-anywhere">
              <p className="font-medium" dir="auto">
                <ShownText text={invitation.note ?? 'Anyone with the link'} />
              </p>
              <p className="text-meta text-ink-3">
                {as(invitation)} · invited by <ShownText text={invitation.invited_by ?? 'somebody who left'} /> · expires{' '}
                {formatDay(invitation.expires_at, clock)}
              </p>
            </div>
            <button
              type="button"
              className={`scripted ${button({ variant: 'ghost' })}`}
              aria-label={nameOf(invitation)}
              onClick={() => setRevoking(invitation)}
            >
              Revoke
            </button>
          </li>
        ))}
      </ul>
      {outcome}
      {revoking && (
        <ConfirmDialog
          title={`${nameOf(revoking)}?`}
          confirm="Revoke invitation"
          keep="Keep"
          onClose={() => setRevoking(null)}
          onConfirm={async () => {
            await revokeInvitation(revoking.id);
            say(revoking.note ? `Invitation for ${revoking.note} revoked` : 'Invitation revoked');
            router.refresh();
          }}
        >
          Its link will stop working.
        </ConfirmDialog>
      )}
    </div>
  );
}

const nameOf = ({ note }: Invitation): string => (note ? `Revoke the invitation for ${note}` : 'Revoke this invitation');

const as = ({ role, is_admin }: Invitation): string => (role ? roleName(role) : is_admin ? 'Administrator' : 'Person');
