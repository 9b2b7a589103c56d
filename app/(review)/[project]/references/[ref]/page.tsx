import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getClock } from '@/app/preferences';
import { ReferencePage } from '@/components/references/reference-page';
import { headLine } from '@/components/ui/one-line';
import { pageContext } from '@/lib/auth/session';
import { AppError } from '@/lib/errors';
import { getProject } from '@/lib/projects/queries';
import { rulesOf } from '@/lib/projects/rule-queries';
import { linker } from '@/lib/projects/rule-schema';
import { listReferenceUses } from '@/lib/segments/reference-queries';
import { storableText } from '@/lib/storable';

interface PageProps {
  params: Promise<{ project: string; ref: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const PAGE = 50;
const REF_CHARS = 2000;
const TITLE_CHARS = 80;

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { project, ref } = await params;
  return { title: `${headLine(named(ref), TITLE_CHARS)} · ${project}` };
}

export default async function Reference({ params, searchParams }: PageProps) {
  const [{ project: name, ref }, query, ctx] = [await params, await searchParams, await pageContext()];
  const project = await getProject(ctx, name);
  const reference = named(ref);
  if (!project || !reference) notFound();
  const cursor = [query.cursor].flat()[0];
  const ask = (from: string | undefined) =>
    listReferenceUses(ctx, project.name, { ref: reference, limit: PAGE, ...(from && { cursor: from }) });
  // A place that is none of ours is the beginning: an address that was typed wrong is no error.
  const uses = await ask(cursor).catch((error) => {
    if (error instanceof AppError && error.code === 'invalid_request') return ask(undefined);
    throw error;
  });
  if (!uses) notFound();
  const href = linker(await rulesOf(ctx, project.name))(reference);
  return <ReferencePage project={project.name} {...{ reference, href, uses }} isFirst={!cursor} clock={await getClock()} />;
}

/** The name in an address; empty for one that is broken. */
function named(part: string): string {
  try {
    return storableText(decodeURIComponent(part)).trim().slice(0, REF_CHARS);
  } catch {
    return '';
  }
}
