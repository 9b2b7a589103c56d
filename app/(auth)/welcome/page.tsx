import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { EntryCard } from '@/components/accounts/entry-card';
import { EntryForm } from '@/components/accounts/entry-form';
import { database } from '@/db/client';
import { isTeam } from '@/lib/auth/session';
import { awaitsAdministrator } from '@/lib/people/welcome-queries';

export const metadata: Metadata = { title: 'Welcome' };

/** Where the first administrator comes in. */
export default async function WelcomePage() {
  if (!isTeam) notFound();
  if (!(await awaitsAdministrator(database()))) redirect('/');
  return (
    <EntryCard
      title="Create the first administrator"
      lead="The code was printed where Debrief was started, in the line after “Debrief is ready”."
    >
      <EntryForm of="welcome" action="/api/v1/welcome" submit="Create administrator" busy="Creating…" />
    </EntryCard>
  );
}
