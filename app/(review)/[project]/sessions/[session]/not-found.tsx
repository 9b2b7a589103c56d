import Link from 'next/link';
import { button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';

export default function SessionNotFound() {
  const action = (
    <Link className={button()} href="/">
      See all sessions
    </Link>
  );
  return (
    <main id="main" className="mx-auto max-w-list px-8 max-md:px-4">
      <Empty level={1} title="No session at this address" action={action}>
        It may have been deleted.
      </Empty>
    </main>
  );
}
