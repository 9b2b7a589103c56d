'use client';

import { type ComponentProps, lazy } from 'react';
import { InBrowser } from '@/components/ui/in-browser';

/** Few sessions are long, running, badly cut or of a doubtful lineage: what those need is loaded only with them. */
const Rows = lazy(() => import('./row-loader'));
const Live = lazy(() => import('./live-refresh'));
const Retry = lazy(() => import('./retry-button'));
const Judge = lazy(() => import('@/components/sessions/judge-guess'));

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

export const JudgeGuess = (props: ComponentProps<typeof Judge>) => (
  <InBrowser>
    <Judge {...props} />
  </InBrowser>
);

export const RetryButton = (props: ComponentProps<typeof Retry>) => (
  <InBrowser>
    <Retry {...props} />
  </InBrowser>
);
