import { LastProject } from '@/components/shell/last-project';
import { TopBar } from '@/components/shell/top-bar';
import { isTeam, pageContext } from '@/lib/auth/session';
import { listProjects } from '@/lib/projects/queries';
import { getReviewCounts } from '@/lib/reviews/inbox-queries';
import { getPreferences } from './preferences';
import { getViewer } from './viewer';

/** The bar above a page of a project, with the ways to its parts. */
export async function ProjectBar({ project }: { project: string }) {
  const [{ theme }, ctx, viewer] = await Promise.all([getPreferences(), pageContext(), getViewer()]);
  const [known, counts] = await Promise.all([listProjects(ctx), getReviewCounts(ctx, project)]);
  const projects = known.map(({ name, url }) => ({ name, url }));
  return (
    <>
      <TopBar
        project={projects.some(({ name }) => name === project) ? project : undefined}
        projects={projects}
        mayCreate={isTeam && ctx.actor.type === 'person' && ctx.actor.isAdmin}
        {...{ theme, viewer, counts }}
      />
      {counts && <LastProject name={project} />}
    </>
  );
}
