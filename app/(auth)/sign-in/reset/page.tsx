import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { EntryCard } from '@/components/accounts/entry-card';
import { EntryForm } from '@/components/accounts/entry-form';
import { database } from '@/db/client';
import { isTeam } from '@/lib/auth/session';
import { getReset } from '@/lib/people/reset-queries';

export const metadata: Metadata = { title: 'Set a new password' };

/** Where the link leads by which an administrator lets somebody in who lost their password. */
export default async function ResetPage({ searchParams }: { searchParams: Promise<{ token?: string | string[] }> }) {
  if (!isTeam) notFound();
  const token = String((await searchParams).token ?? '');
  const reset = await getReset(database(), token);
  if (!reset)
    return (
      <EntryCard
        title="This link no longer works"
        lead="It was used, replaced by a newer one, or has expired. Ask an administrator for a new one."
        foot={
          <Link className="ref" href="/sign-in">
            Sign in
          </Link>
        }
      />
    );
  return (
    <EntryCard title="Set a new password" lead={`For ${reset.email}. You will be signed out everywhere else.`}>
      <EntryForm
        of="reset"
        action="/api/v1/password-reset"
        extra={{ token }}
        email={reset.email}
        submit="Set password"
        busy="Setting…"
      />
    </EntryCard>
  );
}
