import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { single } from '@/app/ask';
import { getClock } from '@/app/preferences';
import { SessionsPage } from '@/components/sessions/sessions-page';
import { isTeam, pageContext, publicOrigin } from '@/lib/auth/session';
import { type Clock, dayStart } from '@/lib/display';
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
  const [ctx, clock] = await Promise.all([pageContext(), getClock()]);
  const project = await getProject(ctx, (await params).project);
  if (!project) notFound();
  const { group, ...query } = withInstants(single(await searchParams), clock);
  // What is no filter is left out: an address that was typed wrong shows everything rather than an error.
  const filters = sessionFilters.safeParse(query).data ?? {};
  const [list, facets, mayReview] = await Promise.all([
    listSessions(ctx, project.name, filters),
    getSessionFacets(ctx, project.name),
    getProject(await pageContext('review'), project.name),
  ]);
  if (!list || !facets) notFound();
  const to = { origin: await publicOrigin(), isTeam };
  const shown = { list, facets, filters, to, clock, isByLineage: group === 'lineage', mayReview: mayReview !== null };
  return <SessionsPage project={project.name} {...shown} />;
}

/** Days, as a form sends them, as the moments at which they begin and end for the reader. */
function withInstants({ from, to, ...query }: Record<string, string>, { zone }: Clock): Record<string, string> {
  const day = (text: string | undefined, add: number) =>
    text && /^\d{4}-\d\d-\d\d$/.test(text) ? dayStart(text, zone, add) : text;
  const times = { from: day(from, 0), to: day(to, 1) };
  return {
    ...query,
    ...Object.fromEntries(Object.entries(times).filter((entry): entry is [string, string] => Boolean(entry[1]))),
  };
}
