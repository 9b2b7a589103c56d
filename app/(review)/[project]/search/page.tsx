import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getClock } from '@/app/preferences';
import { SearchPage } from '@/components/search/search-page';
import { headLine } from '@/components/ui/one-line';
import { pageContext } from '@/lib/auth/session';
import { AppError } from '@/lib/errors';
import { getProject } from '@/lib/projects/queries';
import { searchKinds, searchSegments } from '@/lib/search/queries';
import { searchQuery } from '@/lib/search/schema';
import { ensureIndexed } from '@/lib/search/text-commands';

interface PageProps {
  params: Promise<{ project: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const TITLE_CHARS = 80;
const SESSIONS = 3;

export async function generateMetadata({ params, searchParams }: PageProps): Promise<Metadata> {
  const [{ project }, { q }] = [await params, await searchParams];
  const asked = headLine([q].flat()[0] ?? '', TITLE_CHARS);
  return { title: `${asked ? `${asked} · ` : ''}Search · ${project}` };
}

export default async function Search({ params, searchParams }: PageProps) {
  const ctx = await pageContext();
  const project = await getProject(ctx, (await params).project);
  if (!project) notFound();
  const [query, clock] = [await searchParams, await getClock()];
  const one = (name: string) => [query[name]].flat()[0] || undefined;
  const typed = one('q')?.trim() ?? '';
  // What is no place to look in is left out: an address that was typed wrong is no error.
  const parsed = searchQuery.safeParse({ q: typed, in: one('in'), cursor: one('cursor') });
  const { kinds: _kinds, ...asked } = parsed.success
    ? parsed.data
    : { ...searchQuery.parse({ q: '' }), q: typed.slice(0, TITLE_CHARS) };
  if (!typed) return <SearchPage project={project.name} asked={asked} clock={clock} found={null} sessions={[]} />;
  await ensureIndexed(ctx, project.name);
  try {
    const found = await searchSegments(ctx, project.name, asked);
    const titled = asked.cursor ? null : await searchKinds(ctx, project.name, { q: typed, kinds: ['session'], limit: SESSIONS });
    return <SearchPage project={project.name} asked={asked} clock={clock} found={found} sessions={titled?.items ?? []} />;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid_request') throw error;
    return <SearchPage project={project.name} asked={asked} clock={clock} found={null} sessions={[]} problem={error.message} />;
  }
}
