import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { getClock } from '@/app/preferences';
import { SharedBar } from '@/components/shares/shared-bar';
import { Shortcuts } from '@/components/shell/shortcuts';
import { loadShare } from './load';

/** The same for everyone: whoever has the link, signed in or not, sees what it shows. */
export default async function SharedLayout({ children, params }: { children: ReactNode; params: Promise<{ token: string }> }) {
  const [{ token }, clock] = await Promise.all([params, getClock()]);
  const share = await loadShare(token);
  if (!share) notFound();
  const { by, project, expiresAt } = share;
  return (
    <>
      <SharedBar link={{ by, project, expiresAt: expiresAt?.toISOString() ?? null }} clock={clock} />
      {children}
      <Shortcuts isShared />
    </>
  );
}
