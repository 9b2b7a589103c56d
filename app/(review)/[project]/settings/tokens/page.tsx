import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getClock } from '@/app/preferences';
import { AdministratorsOnly, SettingsSection } from '@/components/settings/settings-shell';
import { NewToken } from '@/components/tokens/new-token';
import { TokenList } from '@/components/tokens/token-list';
import { isTeam } from '@/lib/auth/session';
import { listProjectTokens } from '@/lib/tokens/queries';
import { projectSettings } from '../access';

export const metadata: Metadata = { title: 'Tokens' };

export default async function ProjectTokens({ params }: { params: Promise<{ project: string }> }) {
  if (!isTeam) notFound();
  const { project, manage } = await projectSettings((await params).project);
  if (!manage) return <AdministratorsOnly of="project" />;
  const [tokens, clock] = await Promise.all([listProjectTokens(manage, project.name), getClock()]);
  return (
    <>
      <SettingsSection
        title="Tokens"
        lead={`Agents and scripts use a token instead of signing in. It works for ${project.name} only.`}
      >
        {tokens && <TokenList tokens={tokens} clock={clock} />}
        {!tokens?.length && (
          <p className="text-small text-ink-2">No token yet. Create one, and set it on the machine where your agents run.</p>
        )}
      </SettingsSection>
      <NewToken project={project.name} />
    </>
  );
}
