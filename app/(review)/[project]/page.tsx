import { notFound, redirect } from 'next/navigation';
import { pageContext } from '@/lib/auth/session';
import { getProject } from '@/lib/projects/queries';

/** A project leads to its sessions. */
export default async function ProjectPage({ params }: { params: Promise<{ project: string }> }) {
  const project = await getProject(await pageContext(), (await params).project);
  if (!project) notFound();
  redirect(`/${project.name}/sessions`);
}
