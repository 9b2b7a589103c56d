'use client';

import { ErrorPage } from '@/components/shell/error-page';
import './globals.css';

/** Stands in for the root layout where that failed. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <title>Error · Debrief</title>
        <ErrorPage digest={error.digest} onReload={() => location.reload()} />
      </body>
    </html>
  );
}
