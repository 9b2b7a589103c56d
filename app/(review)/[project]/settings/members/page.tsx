import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getClock } from '@/app/preferences';
import { AddMember } from '@/components/people/add-member';
import { InvitationList } from '@/components/people/invitation-list';
import { InviteForm } from '@/components/people/invite-form';
import { MemberList } from '@/components/people/member-list';
import { RoleMeanings } from '@/components/people/role-field';
import { SettingsSection } from '@/components/settings/settings-shell';
import type { Context } from '@/lib/auth/context';
import { isTeam } from '@/lib/auth/session';
import { listInvitations } from '@/lib/people/invitation-queries';
import { listMembers } from '@/lib/people/member-queries';
import type { Member } from '@/lib/people/member-schema';
import { listPeople } from '@/lib/people/person-queries';
import { projectSettings } from '../access';

interface PageProps {
  params: Promise<{ project: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `Members · ${(await params).project}` };
}

export default async function Members({ params }: PageProps) {
  if (!isTeam) notFound();
  const { project, ctx, manage } = await projectSettings((await params).project);
  const members = await listMembers(ctx, project.name, { withEmails: manage !== null });
  if (!members) notFound();
  const me = ctx.actor.type === 'person' ? ctx.actor.id : '';
  return (
    <>
      <SettingsSection title="Members" lead={leadOf(project.name, members)}>
        <MemberList project={project.name} members={members} me={me} manages={manage !== null} />
      </SettingsSection>
      {manage && <Joining ctx={manage} project={project.name} members={members} />}
    </>
  );
}

const leadOf = (project: string, members: Member[]): string =>
  members.length > 0
    ? 'Administrators of this installation can open every project and are not listed.'
    : `Nobody is a member of ${project} yet; administrators of this installation can open it.`;

/** How others become members. */
async function Joining({ ctx, project, members }: { ctx: Context; project: string; members: Member[] }) {
  const [invitations, people, clock] = await Promise.all([listInvitations(ctx, project), listPeople(ctx), getClock()]);
  const others = people.filter(
    ({ id, is_admin, disabled_at }) => !is_admin && !disabled_at && members.every((member) => member.id !== id),
  );
  return (
    <>
      <SettingsSection title="Invite by link" lead="One person joins by each link, with an account of their own.">
        <InviteForm project={project} />
        <RoleMeanings />
        {invitations && <InvitationList invitations={invitations} clock={clock} />}
      </SettingsSection>
      {others.length > 0 && (
        <SettingsSection title="Add a person" lead="Anybody who has an account here.">
          <AddMember project={project} people={others.map(({ id, name, email }) => ({ id, name, email }))} />
        </SettingsSection>
      )}
    </>
  );
}
