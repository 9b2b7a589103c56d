import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { cardMetadata } from '@/app/card-metadata';
import { EntryCard } from '@/components/accounts/entry-card';
import { EntryForm } from '@/components/accounts/entry-form';
import { ProviderButtons } from '@/components/accounts/provider-buttons';
import { database } from '@/db/client';
import { isTeam, pageIdentity, providers, publicOrigin } from '@/lib/auth/session';
import { nextPath, shapeOf } from '@/lib/auth/sign-in-path';
import { awaitsAdministrator } from '@/lib/people/welcome-queries';
import { problemAtProvider } from '../provider-problems';

interface Props {
  searchParams: Promise<{ next?: string | string[]; error?: string | string[] }>;
}

/** A private link that is posted somewhere shows no more than its own words. */
export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const next = nextPath((await searchParams).next);
  const shape = shapeOf(next);
  const general = { title: 'Sign in', robots: { index: false } };
  if (!shape) return { ...general, openGraph: { siteName: 'Debrief', title: 'Debrief' } };
  const card = `${await publicOrigin()}/sign-in/card?${new URLSearchParams({ next })}`;
  return {
    ...general,
    openGraph: { siteName: 'Debrief', title: shape, description: 'Sign in to see it.', ...cardMetadata(card, shape) },
    twitter: { card: 'summary_large_image' },
  };
}

export default async function SignInPage({ searchParams }: Props) {
  if (!isTeam) notFound();
  const { next: asked, error } = await searchParams;
  const next = nextPath(asked);
  if (await pageIdentity().catch(() => null)) redirect(next);
  if (await awaitsAdministrator(database())) redirect('/welcome');
  const problem = problemAtProvider(error);
  return (
    <EntryCard title="Sign in" foot="No account? Ask an administrator for an invitation.">
      {problem && <p className="mb-5 rounded-md bg-fail-soft px-3 py-2.5 text-small text-ink">{problem}</p>}
      <EntryForm of="sign-in" action="/api/auth/sign-in/email" extra={{ next }} submit="Sign in" busy="Signing in…" />
      <ProviderButtons providers={providers} extra={{ next }} />
    </EntryCard>
  );
}
