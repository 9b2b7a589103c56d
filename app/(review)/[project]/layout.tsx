import type { ReactNode } from 'react';
import { getPreferences } from '@/app/preferences';
import { getViewer } from '@/app/viewer';
import { LastProject } from '@/components/shell/last-project';
import { ReviewRights } from '@/components/shell/may-review';
import { TopBar } from '@/components/shell/top-bar';
import { isTeam, pageContext } from '@/lib/auth/session';
import { getProject, listProjects } from '@/lib/projects/queries';
import { getReviewCounts } from '@/lib/reviews/inbox-queries';

export default async function ReviewLayout({ children, params }: { children: ReactNode; params: Promise<{ project: string }> }) {
  const [{ project }, { theme }, ctx] = await Promise.all([params, getPreferences(), pageContext()]);
  const [known, counts, reviewed] = await Promise.all([
    listProjects(ctx),
    getReviewCounts(ctx, project),
    getProject(await pageContext('review'), project),
  ]);
  const projects = known.map(({ name, url }) => ({ name, url }));
  return (
    <>
      <TopBar
        project={projects.some(({ name }) => name === project) ? project : undefined}
        projects={projects}
        mayCreate={isTeam && ctx.actor.type === 'person' && ctx.actor.isAdmin}
        theme={theme}
        viewer={await getViewer()}
        counts={counts}
      />
      {counts && <LastProject name={project} />}
      <ReviewRights mayReview={reviewed !== null}>{children}</ReviewRights>
    </>
  );
}
