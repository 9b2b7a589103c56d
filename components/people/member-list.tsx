'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/dialog';
import { field } from '@/components/ui/field';
import { Problem } from '@/components/ui/problem';
import { useOutcome } from '@/components/ui/use-outcome';
import { leaveProject, putMember, removeMember } from '@/lib/people/client';
import type { Member } from '@/lib/people/member-schema';
import { PersonName } from './person-name';
import { ROLES, roleName } from './roles';

interface MemberListProps {
  project: string;
  members: Member[];
  /** Who reads this. */
  me: string;
  /** Whether they may change it. */
  manages: boolean;
}

/** Who has a part in a project; administrators change roles in place. */
export function MemberList({ project, members, me, manages }: MemberListProps) {
  const router = useRouter();
  const { say, outcome } = useOutcome();
  const [removing, setRemoving] = useState<Member | null>(null);
  const isMe = removing?.id === me;
  return (
    <>
      <ul>
        {members.map((member) => (
          <li key={member.id} className="border-t border-line py-2.5 text-ui last:border-b">
            <MemberRow {...{ project, member, me, manages }} remove={() => setRemoving(member)} />
          </li>
        ))}
      </ul>
      {outcome}
      {removing && (
        <ConfirmDialog
          title={isMe ? `Leave ${project}?` : `Remove ${removing.name} from ${project}?`}
          confirm={isMe ? 'Leave project' : 'Remove'}
          keep={isMe ? 'Stay' : 'Keep'}
          onClose={() => setRemoving(null)}
          onConfirm={async () => {
            await (isMe ? leaveProject(project) : removeMember(project, removing.id));
            if (isMe) router.push('/');
            else say(`${removing.name} removed`);
            router.refresh();
          }}
        >
          {isMe
            ? 'You can come back only by a new invitation.'
            : 'They can no longer open it. Their name stays on what they did.'}
        </ConfirmDialog>
      )}
    </>
  );
}

type RowProps = Omit<MemberListProps, 'members'> & { member: Member; remove: () => void };

function MemberRow({ project, member, me, manages, remove }: RowProps) {
  const router = useRouter();
  const change = useMutation({
    mutationFn: (role: Member['role']) => putMember(project, member.id, role),
    onSuccess: () => router.refresh(),
  });
  const isMe = member.id === me;
  const shown = change.isPending || change.isSuccess ? change.variables : member.role;
  return (
    <>
      <div className="flex items-center justify-between gap-x-4 gap-y-2 max-md:flex-wrap">
        <PersonName {...member} marks={[isMe && 'You', member.is_disabled && 'Disabled']} />
        <div className="flex flex-none items-center gap-2">
          {manages ? (
            <select
              className={`${field()} w-40!`}
              aria-label={`Role of ${member.name}`}
              value={shown}
              onChange={(event) => change.mutate(event.target.value as Member['role'])}
            >
              {ROLES.map(({ is, name }) => (
                <option key={is} value={is}>
                  {name}
                </option>
              ))}
            </select>
          ) : (
            <span className="text-ink-2">{roleName(member.role)}</span>
          )}
          {(manages || isMe) && (
            <button
              type="button"
              className={`scripted ${button({ variant: 'ghost', class: 'justify-center md:w-20' })}`}
              aria-label={isMe ? undefined : `Remove ${member.name}`}
              onClick={remove}
            >
              {isMe ? 'Leave' : 'Remove'}
            </button>
          )}
        </div>
      </div>
      <Problem>{change.error?.message}</Problem>
    </>
  );
}
