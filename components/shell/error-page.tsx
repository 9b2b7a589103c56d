import { button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';

/** What a page says that could not be made. The digest finds the error in the server's log. */
export function ErrorPage({ digest, onReload }: { digest?: string; onReload: () => void }) {
  const reload = (
    <button type="button" className={button()} onClick={onReload}>
      Reload
    </button>
  );
  return (
    <main id="main" className="mx-auto max-w-list px-8 max-md:px-4">
      <Empty level={1} title="Debrief couldn’t load this page" action={reload}>
        {digest ? `The error was recorded as ${digest}.` : 'The error was not recorded by the server.'}
      </Empty>
    </main>
  );
}
