import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { getPreferences } from '@/app/preferences';
import { getViewer } from '@/app/viewer';
import { TopBar } from '@/components/shell/top-bar';
import { DeviceAnswer } from '@/components/tokens/device-answer';
import { DeviceCodeForm } from '@/components/tokens/device-code-form';
import { DEVICE_PAGE } from '@/lib/auth/device';
import { isTeam, pageContext, pageIdentity } from '@/lib/auth/session';
import { signInPath } from '@/lib/auth/sign-in-path';
import { getWaitingDevice } from '@/lib/tokens/device-queries';

export const metadata: Metadata = { title: 'Sign in a computer' };

/** Where a person lets a command line in. */
export default async function DevicePage({ searchParams }: { searchParams: Promise<{ user_code?: string | string[] }> }) {
  if (!isTeam) notFound();
  const { user_code } = await searchParams;
  const code = typeof user_code === 'string' ? user_code.slice(0, 40) : '';
  const identity = await pageIdentity();
  if (identity?.actor.type !== 'person')
    redirect(signInPath({ pathname: DEVICE_PAGE, search: code && `?${new URLSearchParams({ user_code: code })}` }));
  const [device, { theme }] = await Promise.all([
    code ? pageContext().then((ctx) => getWaitingDevice(ctx, code)) : null,
    getPreferences(),
  ]);
  return (
    <>
      <TopBar projects={[]} theme={theme} viewer={await getViewer()} />
      <main id="main" className="mx-auto max-w-[32rem] px-8 pt-16 pb-24 max-md:px-4 max-md:pt-8">
        {device ? (
          <DeviceAnswer key={device.user_code} device={device} person={identity.actor.name} />
        ) : (
          <DeviceCodeForm code={code} />
        )}
      </main>
    </>
  );
}
