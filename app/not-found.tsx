import type { Metadata } from 'next';
import Link from 'next/link';
import { TopBar } from '@/components/shell/top-bar';
import { button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { getPreferences } from './preferences';

export const metadata: Metadata = { title: 'Not found' };

export default async function NotFound() {
  const { theme } = await getPreferences();
  const action = (
    <Link className={button()} href="/">
      See all sessions
    </Link>
  );
  return (
    <>
      <TopBar projects={[]} theme={theme} />
      <main id="main" className="mx-auto max-w-list px-8 max-md:px-4">
        <Empty level={1} title="No page at this address" action={action}>
          It may have been moved or deleted.
        </Empty>
      </main>
    </>
  );
}
