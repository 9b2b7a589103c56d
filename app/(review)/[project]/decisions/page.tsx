import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getClock } from '@/app/preferences';
import { DecisionsPage } from '@/components/decisions/decisions-page';
import { pageContext } from '@/lib/auth/session';
import { AppError } from '@/lib/errors';
import { getProject } from '@/lib/projects/queries';
import { listDecisions } from '@/lib/reviews/question-queries';
import { type DecisionFilters, decisionFilters } from '@/lib/reviews/resolution-schema';
import { getSessionFacets } from '@/lib/sessions/list-queries';

interface PageProps {
  params: Promise<{ project: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `Decisions · ${(await params).project}` };
}

export default async function Decisions({ params, searchParams }: PageProps) {
  const [{ project }, query, ctx] = await Promise.all([params, searchParams, pageContext()]);
  const filters = filtersOf(query);
  const [list, facets, reviewed, clock] = await Promise.all([
    listDecisions(ctx, project, filters).catch(fromTheStart),
    getSessionFacets(ctx, project),
    getProject(await pageContext('review'), project),
    getClock(),
  ]);
  if (!facets) notFound();
  const shown = list ?? (await listDecisions(ctx, project, { ...filters, cursor: undefined }));
  if (!shown) notFound();
  return <DecisionsPage {...{ project, filters, facets, clock }} list={shown} mayReview={reviewed !== null} />;
}

/** What is no filter is left out: an address that was typed wrong shows everything rather than an error. */
function filtersOf(query: Awaited<PageProps['searchParams']>): DecisionFilters {
  const single = Object.entries(query).map(([name, value]) => [name, [value].flat()[0]?.trim()] as const);
  const parsed = decisionFilters.safeParse(Object.fromEntries(single.filter(([, value]) => value)));
  return parsed.success ? parsed.data : {};
}

/** A cursor that is none of ours means the first page. */
function fromTheStart(error: unknown): null {
  if (error instanceof AppError && error.code === 'invalid_request') return null;
  throw error;
}
