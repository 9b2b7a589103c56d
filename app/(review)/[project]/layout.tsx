import type { ReactNode } from 'react';
import { ProjectBar } from '@/app/project-bar';
import { ReviewRights } from '@/components/shell/may-review';
import { pageContext } from '@/lib/auth/session';
import { getProject } from '@/lib/projects/queries';

export default async function ReviewLayout({ children, params }: { children: ReactNode; params: Promise<{ project: string }> }) {
  const { project } = await params;
  const reviewed = await getProject(await pageContext('review'), project);
  return (
    <>
      <ProjectBar project={project} />
      <ReviewRights mayReview={reviewed !== null}>{children}</ReviewRights>
    </>
  );
}
