import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { single } from '@/app/ask';
import { getClock } from '@/app/preferences';
import { InboxPage } from '@/components/inbox/inbox-page';
import { Welcome } from '@/components/sessions/welcome';
import { isTeam, pageContext, publicOrigin } from '@/lib/auth/session';
import { getProject } from '@/lib/projects/queries';
import { getInbox } from '@/lib/reviews/inbox-queries';
import { inboxFilters } from '@/lib/reviews/inbox-schema';
import { getSessionFacets, hasSessions } from '@/lib/sessions/list-queries';

interface PageProps {
  params: Promise<{ project: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `Inbox · ${(await params).project}` };
}

export default async function Inbox({ params, searchParams }: PageProps) {
  const ctx = await pageContext();
  const project = await getProject(ctx, (await params).project);
  if (!project) notFound();
  const { group, ...query } = single(await searchParams);
  // What is no filter is left out: an address that was typed wrong shows everything rather than an error.
  const filters = inboxFilters.safeParse(query).data ?? {};
  const [inbox, facets, mayReview, isBegun] = await Promise.all([
    getInbox(ctx, project.name, filters),
    getSessionFacets(ctx, project.name),
    getProject(await pageContext('review'), project.name),
    hasSessions(ctx, project.name),
  ]);
  if (!inbox || !facets) notFound();
  if (!isBegun) {
    return (
      <main id="main" className="mx-auto max-w-list px-8 pb-24 max-md:px-4">
        <Welcome project={project.name} to={{ origin: await publicOrigin(), isTeam }} />
      </main>
    );
  }
  const shown = { inbox, facets, filters, isByLineage: group === 'lineage', mayReview: mayReview !== null };
  return <InboxPage project={project.name} clock={await getClock()} {...shown} />;
}
