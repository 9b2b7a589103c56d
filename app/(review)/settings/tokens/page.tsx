import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getClock } from '@/app/preferences';
import { SettingsSection } from '@/components/settings/settings-shell';
import { TokenList } from '@/components/tokens/token-list';
import { CodeBlock } from '@/components/ui/code-block';
import { isTeam, pageContext, publicOrigin } from '@/lib/auth/session';
import { listOwnTokens } from '@/lib/tokens/queries';

export const metadata: Metadata = { title: 'Your tokens' };

export default async function OwnTokens() {
  if (!isTeam) notFound();
  const [tokens, clock, origin] = await Promise.all([pageContext().then(listOwnTokens), getClock(), publicOrigin()]);
  return (
    <SettingsSection title="Your tokens" lead="Command lines that are signed in as you. They see and do what you may.">
      <TokenList tokens={tokens} clock={clock} isOwn />
      <p className={`${tokens.length > 0 ? 'mt-6 ' : ''}mb-2 text-small text-ink-2`}>
        {tokens.length > 0 ? 'To sign another computer in, run there:' : 'There is none yet. To sign a computer in, run there:'}
      </p>
      <CodeBlock text={`npm run debrief -- login --server ${origin}`} />
    </SettingsSection>
  );
}
