'use client';

import { type ComponentProps, lazy } from 'react';
import { InBrowser } from '@/components/ui/in-browser';

/** Few sessions are long, running or badly cut: what those need is loaded only with them. */
const Rows = lazy(() => import('./row-loader'));
const Live = lazy(() => import('./live-refresh'));
const Retry = lazy(() => import('./retry-button'));

export const RowLoader = (props: ComponentProps<typeof Rows>) => (
  <InBrowser>
    <Rows {...props} />
  </InBrowser>
);

export const LiveRefresh = (props: ComponentProps<typeof Live>) => (
  <InBrowser>
    <Live {...props} />
  </InBrowser>
);

export const RetryButton = (props: ComponentProps<typeof Retry>) => (
  <InBrowser>
    <Retry {...props} />
  </InBrowser>
);
