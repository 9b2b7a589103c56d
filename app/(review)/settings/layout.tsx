import type { ReactNode } from 'react';
import { getPreferences } from '@/app/preferences';
import { getViewer } from '@/app/viewer';
import { SettingsShell } from '@/components/settings/settings-shell';
import { TopBar } from '@/components/shell/top-bar';
import { isTeam, pageContext } from '@/lib/auth/session';
import { listProjects } from '@/lib/projects/queries';

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const [{ theme }, ctx, viewer] = await Promise.all([getPreferences(), pageContext(), getViewer()]);
  const isAdmin = viewer?.isAdmin ?? false;
  const projects = (await listProjects(ctx)).map(({ name, url }) => ({ name, url }));
  const ofPeople = [
    { href: '/settings/account', text: 'Account' },
    { href: '/settings/tokens', text: 'Tokens' },
  ];
  const ofEverybody = [
    { href: '/settings/display', text: 'Display' },
    { href: '/settings/keyboard', text: 'Keyboard' },
  ];
  const ofAdministrators = [
    { href: '/settings/projects', text: 'Projects' },
    { href: '/settings/people', text: 'People' },
    { href: '/settings/audit', text: 'Audit log' },
  ];
  return (
    <>
      <TopBar projects={projects} mayCreate={isAdmin} theme={theme} viewer={viewer} />
      <SettingsShell entries={[...(isTeam ? ofPeople : []), ...ofEverybody, ...(isAdmin ? ofAdministrators : [])]}>
        {children}
      </SettingsShell>
    </>
  );
}
