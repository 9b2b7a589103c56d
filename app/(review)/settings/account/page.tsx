import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { problemAtProvider } from '@/app/(auth)/provider-problems';
import { getClock } from '@/app/preferences';
import { NameForm } from '@/components/accounts/name-form';
import { PasswordForm } from '@/components/accounts/password-form';
import { ProviderList } from '@/components/accounts/provider-list';
import { SignInList } from '@/components/accounts/sign-in-list';
import { SettingsSection } from '@/components/settings/settings-shell';
import { providers } from '@/lib/auth/session';
import { getMe, listSignIns } from '@/lib/people/account-queries';
import { installationSettings } from '../access';

export const metadata: Metadata = { title: 'Account' };

/** The person's own account. */
export default async function AccountPage({ searchParams }: { searchParams: Promise<{ error?: string | string[] }> }) {
  const { ctx, identity } = await installationSettings();
  if (identity.actor.type !== 'person') notFound();
  const [person, signIns, clock, { error }] = await Promise.all([
    getMe(ctx, identity.actor.id),
    listSignIns(ctx, identity.actor.id, identity.signInId),
    getClock(),
    searchParams,
  ]);
  if (!person) notFound();
  const problem = problemAtProvider(error);
  return (
    <>
      <SettingsSection title="You" lead={`You sign in as ${person.email}.`}>
        <NameForm name={person.name} />
      </SettingsSection>
      {person.has_password && (
        <SettingsSection title="Password" lead="Changing it signs you out everywhere else.">
          <PasswordForm email={person.email} />
        </SettingsSection>
      )}
      {providers.length > 0 && (
        <SettingsSection title="Other ways to sign in">
          {problem && <p className="mb-4 rounded-md bg-fail-soft px-3 py-2.5 text-small text-ink">{problem}</p>}
          <ProviderList providers={providers} person={person} />
        </SettingsSection>
      )}
      <SettingsSection title="Where you are signed in">
        <SignInList signIns={signIns} clock={clock} />
      </SettingsSection>
    </>
  );
}
