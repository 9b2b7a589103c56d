'use client';

import dynamic from 'next/dynamic';

/** Few sessions are long, running or badly cut: what those need is loaded only with them. */
export const RowLoader = dynamic(() => import('./row-loader'), { ssr: false });
export const LiveRefresh = dynamic(() => import('./live-refresh'), { ssr: false });
export const RetryButton = dynamic(() => import('./retry-button'), { ssr: false });
