import type { ReactNode } from 'react';
import { getPreferences } from '@/app/preferences';
import { getViewer } from '@/app/viewer';
import { SettingsShell } from '@/components/settings/settings-shell';
import { TopBar } from '@/components/shell/top-bar';
import { listProjects } from '@/lib/projects/queries';
import { installationSettings } from './access';

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const [{ theme }, { ctx, administer }] = await Promise.all([getPreferences(), installationSettings()]);
  const projects = (await listProjects(ctx)).map(({ name, url }) => ({ name, url }));
  const ofEverybody = [
    { href: '/settings/account', text: 'Account' },
    { href: '/settings/tokens', text: 'Tokens' },
  ];
  const ofAdministrators = [
    { href: '/settings/projects', text: 'Projects' },
    { href: '/settings/people', text: 'People' },
    { href: '/settings/audit', text: 'Audit log' },
  ];
  return (
    <>
      <TopBar projects={projects} mayCreate={administer !== null} theme={theme} viewer={await getViewer()} />
      <SettingsShell entries={administer ? [...ofEverybody, ...ofAdministrators] : ofEverybody}>{children}</SettingsShell>
    </>
  );
}
