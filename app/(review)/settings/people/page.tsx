import type { Metadata } from 'next';
import { getClock } from '@/app/preferences';
import { InvitationList } from '@/components/people/invitation-list';
import { InviteForm } from '@/components/people/invite-form';
import { PersonList } from '@/components/people/person-list';
import { AdministratorsOnly, SettingsSection } from '@/components/settings/settings-shell';
import { listInstallationInvitations } from '@/lib/people/invitation-queries';
import { listPeople } from '@/lib/people/person-queries';
import { installationSettings } from '../access';

export const metadata: Metadata = { title: 'People' };

export default async function People() {
  const { identity, administer } = await installationSettings();
  if (!administer) return <AdministratorsOnly of="installation" />;
  const [people, invitations, clock] = await Promise.all([
    listPeople(administer),
    listInstallationInvitations(administer),
    getClock(),
  ]);
  const me = identity.actor.type === 'person' ? identity.actor.id : '';
  return (
    <>
      <SettingsSection title="People" lead="Everybody who has an account here.">
        <PersonList people={people} me={me} clock={clock} />
      </SettingsSection>
      <SettingsSection
        title="Invite by link"
        lead="People who join here are in no project yet. To invite into a project, use its settings."
      >
        <InviteForm project={null} />
        <InvitationList invitations={invitations} clock={clock} />
      </SettingsSection>
    </>
  );
}
