import { redirect } from 'next/navigation';
import { Welcome } from '@/components/sessions/welcome';
import { TopBar } from '@/components/shell/top-bar';
import { pageContext } from '@/lib/auth/session';
import { listProjects } from '@/lib/projects/queries';
import { getPreferences } from './preferences';

/** Leads to the project in which something happened last. */
export default async function Home() {
  const projects = await listProjects(await pageContext());
  const [latest] = projects.toSorted((a, b) => (b.last_event_at ?? '').localeCompare(a.last_event_at ?? ''));
  if (latest) redirect(latest.url);
  const { theme } = await getPreferences();
  return (
    <>
      <TopBar projects={[]} theme={theme} />
      <main id="main" className="mx-auto max-w-list px-8 max-md:px-4">
        <Welcome />
      </main>
    </>
  );
}
