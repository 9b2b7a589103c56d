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
        lead={`Agents and scripts send one instead of signing in. It reaches ${project.name} alone.`}
      >
        {tokens?.length ? (
          <TokenList tokens={tokens} clock={clock} />
        ) : (
          <p className="text-small text-ink-2">
            There is no token yet. Create one, and give it to the machine your agents run on.
          </p>
        )}
      </SettingsSection>
      <NewToken project={project.name} />
    </>
  );
}
