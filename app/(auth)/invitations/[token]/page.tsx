import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound, redirect } from 'next/navigation';
import { getClock } from '@/app/preferences';
import { EntryCard } from '@/components/accounts/entry-card';
import { EntryForm } from '@/components/accounts/entry-form';
import { PostButton } from '@/components/accounts/post-button';
import { ProviderButtons } from '@/components/accounts/provider-buttons';
import { button } from '@/components/ui/button';
import { database } from '@/db/client';
import { isTeam, pageIdentity, providers } from '@/lib/auth/session';
import { invitationPath, signInPath } from '@/lib/auth/sign-in-path';
import { formatMoment } from '@/lib/display';
import { apiPath } from '@/lib/http/api';
import { getAccepted, getOffer } from '@/lib/people/accept-queries';
import type { InvitationOffer } from '@/lib/people/accept-schema';
import { problemAtProvider } from '../../provider-problems';

export const metadata: Metadata = { title: 'Invitation', openGraph: { siteName: 'Debrief', title: 'An invitation to Debrief' } };

interface Props {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ error?: string | string[] }>;
}

/** What an invitation leads to, and the way there, for whoever has its link. */
export default async function InvitationPage({ params, searchParams }: Props) {
  if (!isTeam) notFound();
  const [{ token }, { error }, identity] = await Promise.all([params, searchParams, pageIdentity().catch(() => null)]);
  const person = identity?.actor.type === 'person' ? identity.actor : null;
  const offer = await getOffer({ db: database() }, token);
  if (!offer) {
    const accepted = person && (await getAccepted({ db: database() }, token, person.id));
    if (accepted) redirect(accepted.url);
    return (
      <EntryCard
        title="This invitation no longer works"
        lead="It was used or revoked, or has expired. Ask whoever sent it for another one."
      />
    );
  }
  const to = offer.project ?? 'Debrief';
  const lead = `${inWords(offer)} The link works until ${formatMoment(offer.expires_at, await getClock())}.`;
  if (person)
    return (
      <EntryCard
        title={`Join ${to}`}
        lead={lead}
        foot={
          <PostButton
            action="/api/auth/sign-out"
            to={invitationPath(token)}
            className="ref cursor-pointer"
          >{`Not ${person.name}? Sign out`}</PostButton>
        }
      >
        <PostButton
          action={apiPath`/invitations/${token}`}
          className={button({ variant: 'primary', class: 'h-9 w-full justify-center max-md:h-11' })}
        >
          {`Join ${to} as ${person.name}`}
        </PostButton>
      </EntryCard>
    );
  const problem = error === undefined ? null : (IN_VAIN[String(error)] ?? problemAtProvider(error));
  return (
    <EntryCard
      title={`Join ${to}`}
      lead={lead}
      foot={
        <>
          Do you have an account here?{' '}
          <Link className="ref" href={signInPath(invitationPath(token))}>
            Sign in first
          </Link>
        </>
      }
    >
      {problem && <p className="mb-5 rounded-md bg-fail-soft px-3 py-2.5 text-small text-ink">{problem}</p>}
      <EntryForm of="join" action={apiPath`/invitations/${token}`} submit={`Join ${to}`} busy="Joining…" />
      <ProviderButtons providers={providers} extra={{ invitation: token }} />
    </EntryCard>
  );
}

/** Why somebody who came from a provider is not in. */
const IN_VAIN: Record<string, string> = {
  signup_disabled: 'The provider gave no email, and an account here needs one. Choose a password instead.',
  email_not_found: 'The provider gave no email, and an account here needs one. Choose a password instead.',
  account_not_linked: 'An account here has that email already. If it is yours, sign in first.',
};

const ROLES = {
  viewer: 'see its sessions',
  reviewer: 'see and review its sessions',
  admin: 'administer it',
};

function inWords({ project, role, is_admin, invited_by }: InvitationOffer): string {
  const who = invited_by ? `${invited_by} invites you` : 'You are invited';
  if (project && role) return `${who} to ${ROLES[role]}.`;
  return is_admin ? `${who} to administer this installation.` : `${who} to this installation.`;
}
