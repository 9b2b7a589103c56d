import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { NoProject, Welcome } from '@/components/sessions/welcome';
import { TopBar } from '@/components/shell/top-bar';
import { isTeam, pageContext, publicOrigin } from '@/lib/auth/session';
import { listProjects } from '@/lib/projects/queries';
import { getPreferences } from './preferences';
import { getViewer } from './viewer';

/** Leads to the project that was opened last, else to the one in which something happened last. */
export default async function Home() {
  const ctx = await pageContext();
  const projects = await listProjects(ctx);
  const [latest] = projects.toSorted((a, b) => (b.last_event_at ?? '').localeCompare(a.last_event_at ?? ''));
  const opened = (await cookies()).get('project')?.value;
  const to = projects.find(({ name }) => name === opened) ?? latest;
  if (to) redirect(to.url);
  const { theme } = await getPreferences();
  return (
    <>
      <TopBar projects={[]} theme={theme} viewer={await getViewer()} />
      <main id="main" className="mx-auto max-w-list px-8 max-md:px-4">
        {isTeam ? (
          <NoProject isAdmin={ctx.actor.type === 'person' && ctx.actor.isAdmin} />
        ) : (
          <Welcome to={{ origin: await publicOrigin(), isTeam }} />
        )}
      </main>
    </>
  );
}
