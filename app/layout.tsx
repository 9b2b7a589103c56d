import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { RouteFocus } from '@/components/shell/route-focus';
import { Seed } from '@/components/shell/seed';
import { TimeZone } from '@/components/shell/time-zone';
import { fontVariables } from './fonts';
import { getPreferences } from './preferences';
import { Providers } from './providers';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Debrief', template: '%s · Debrief' },
  description: 'Review what coding agents did, segment by segment.',
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { width: 'device-width', initialScale: 1, viewportFit: 'cover' };

/** Reading a cookie makes every page dynamic, which the nonce of the content security policy needs anyway. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const { theme, zone, chosen } = await getPreferences();
  return (
    <html
      lang="en"
      data-theme={theme === 'system' ? undefined : theme}
      data-density={chosen?.density === 'compact' ? 'compact' : undefined}
      className={fontVariables}
    >
      <body>
        <a className="skip" href="#main">
          Skip to content
        </a>
        <Providers>{children}</Providers>
        <RouteFocus />
        <TimeZone known={zone} />
        {chosen && <Seed keys={chosen.keys} advance={chosen.advance} />}
      </body>
    </html>
  );
}
