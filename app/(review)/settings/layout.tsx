import type { ReactNode } from 'react';
import { getPreferences } from '@/app/preferences';
import { getViewer } from '@/app/viewer';
import { SettingsShell } from '@/components/settings/settings-shell';
import { TopBar } from '@/components/shell/top-bar';
import { installationSettings } from './access';

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const [{ theme }, { administer }] = await Promise.all([getPreferences(), installationSettings()]);
  const ofEverybody = [
    { href: '/settings/account', text: 'Account' },
    { href: '/settings/tokens', text: 'Tokens' },
  ];
  const ofAdministrators = [
    { href: '/settings/people', text: 'People' },
    { href: '/settings/audit', text: 'Audit log' },
  ];
  return (
    <>
      <TopBar projects={[]} theme={theme} viewer={await getViewer()} />
      <SettingsShell entries={administer ? [...ofEverybody, ...ofAdministrators] : ofEverybody}>{children}</SettingsShell>
    </>
  );
}
