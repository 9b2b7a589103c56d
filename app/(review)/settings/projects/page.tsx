import type { Metadata } from 'next';
import Link from 'next/link';
import { NewProject } from '@/components/projects/new-project';
import { AdministratorsOnly, SettingsSection } from '@/components/settings/settings-shell';
import { countOf } from '@/lib/display';
import { listProjects } from '@/lib/projects/queries';
import { installationSettings } from '../access';

export const metadata: Metadata = { title: 'Projects' };

export default async function Projects() {
  const { administer } = await installationSettings();
  if (!administer) return <AdministratorsOnly of="installation" />;
  const projects = await listProjects(administer);
  return (
    <>
      {projects.length > 0 && (
        <SettingsSection title="Projects" lead="As an administrator of this installation you can open every one.">
          <ul>
            {projects.map(({ name, session_count, url }) => (
              <li key={name} className="flex items-center justify-between gap-4 border-t border-line py-2 text-ui last:border-b">
                <Link className="quiet-link inline-flex min-h-8 items-center font-medium wrap-anywhere" href={url}>
                  {name}
                </Link>
                <span className="flex-none text-meta text-ink-3">{countOf(session_count, 'session')}</span>
              </li>
            ))}
          </ul>
        </SettingsSection>
      )}
      <SettingsSection
        title="New project"
        lead="Afterwards invite people, and create tokens for agents. The name of a deleted project brings it back, empty."
      >
        <NewProject />
      </SettingsSection>
    </>
  );
}
