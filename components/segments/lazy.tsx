'use client';

import dynamic from 'next/dynamic';

/** Few sessions are long and few are running: what those need is loaded only with them. */
export const RowLoader = dynamic(() => import('./row-loader'), { ssr: false });
export const LiveRefresh = dynamic(() => import('./live-refresh'), { ssr: false });
