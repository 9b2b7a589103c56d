import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getClock } from '@/app/preferences';
import { SessionsPage } from '@/components/sessions/sessions-page';
import { isTeam, pageContext, publicOrigin } from '@/lib/auth/session';
import { getProject } from '@/lib/projects/queries';
import { getSessionFacets, listSessions } from '@/lib/sessions/list-queries';
import { sessionFilters } from '@/lib/sessions/schema';

interface PageProps {
  params: Promise<{ project: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `Sessions · ${(await params).project}` };
}

export default async function Sessions({ params, searchParams }: PageProps) {
  const ctx = await pageContext();
  const project = await getProject(ctx, (await params).project);
  if (!project) notFound();
  const query = plain(await searchParams);
  // What is no filter is left out: an address that was typed wrong shows everything rather than an error.
  const parsed = sessionFilters.safeParse(query);
  const filters = parsed.success ? parsed.data : {};
  const [list, facets] = await Promise.all([listSessions(ctx, project.name, filters), getSessionFacets(ctx, project.name)]);
  if (!list || !facets) notFound();
  const to = { origin: await publicOrigin(), isTeam };
  return <SessionsPage project={project.name} {...{ list, facets, filters, to }} clock={await getClock()} />;
}

function plain(query: Awaited<PageProps['searchParams']>): Record<string, string> {
  const single = Object.entries(query).map(([name, value]) => [name, [value].flat()[0]] as const);
  return Object.fromEntries(single.filter((entry): entry is [string, string] => Boolean(entry[1])));
}
