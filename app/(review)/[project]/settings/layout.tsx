import Link from 'next/link';
import type { ReactNode } from 'react';
import { SettingsShell } from '@/components/settings/settings-shell';
import { isTeam } from '@/lib/auth/session';
import { projectSettings } from './access';

interface LayoutProps {
  children: ReactNode;
  params: Promise<{ project: string }>;
}

export default async function ProjectSettingsLayout({ children, params }: LayoutProps) {
  const { project, manage } = await projectSettings((await params).project);
  const entries = [
    { at: 'general', text: 'General', isShown: true },
    { at: 'references', text: 'References', isShown: true },
    { at: 'members', text: 'Members', isShown: isTeam },
    { at: 'tokens', text: 'Tokens', isShown: isTeam && manage },
    { at: 'audit', text: 'Audit log', isShown: isTeam && manage },
    { at: 'display', text: 'Display', isShown: true },
    { at: 'keyboard', text: 'Keyboard', isShown: true },
  ];
  const crumb = (
    <Link className="crumb quiet-link" href={`/${project.name}/sessions`}>
      {project.name}
    </Link>
  );
  return (
    <SettingsShell
      crumb={crumb}
      entries={entries
        .filter(({ isShown }) => isShown)
        .map(({ at, text }) => ({ href: `/${project.name}/settings/${at}`, text }))}
    >
      {children}
    </SettingsShell>
  );
}
