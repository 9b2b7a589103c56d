import type { NextConfig } from 'next';

/** A session's or a segment's address with `.md` or `.json` at its end is its export. The API sees the address that was asked for. */
const exportsOf = (format: 'md' | 'json') => [
  { source: `/:project/sessions/:session([^/]+)\\.${format}`, destination: `/api/v1/sessions/:session/export?format=${format}` },
  {
    source: `/:project/sessions/:session/segments/:n(\\d+)\\.${format}`,
    destination: `/api/v1/sessions/:session/export?format=${format}&segment=:n`,
  },
];

const config: NextConfig = {
  rewrites: async () => [...exportsOf('md'), ...exportsOf('json')],
  /** Pages have theirs from proxy.ts, the API its own. */
  headers: async () => [
    {
      source: '/_next/static/:path*',
      headers: [
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
      ],
    },
  ],
  poweredByHeader: false,
  /** Titles and previews stand in the head for every reader: one without scripts, or a chat that unfurls a link, waits for nothing. */
  htmlLimitedBots: /.*/,
  reactStrictMode: true,
  /** Types are checked by npm run verify; a first start need not wait for it. */
  typescript: { ignoreBuildErrors: true },
  /** Loaded as they are: they read files of their own, or are used by plain Node too. */
  serverExternalPackages: [
    'postgres',
    'graphile-worker',
    'pino',
    '@secretlint/core',
    '@secretlint/profiler',
    '@secretlint/secretlint-rule-preset-recommend',
  ],
  /** A development server would otherwise write instructions for coding agents into the project. */
  agentRules: false,
  devIndicators: false,
  /** A stray lock file in a folder above would otherwise be taken for the root. */
  turbopack: { root: process.cwd() },
};

export default config;
