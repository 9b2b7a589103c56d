import type { NextConfig } from 'next';

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  /** Types are checked by npm run verify; a first start need not wait for it. */
  typescript: { ignoreBuildErrors: true },
  /** Loaded as they are: they read files of their own, or are used by plain Node too. */
  serverExternalPackages: [
    'postgres',
    'pino',
    '@secretlint/core',
    '@secretlint/secretlint-rule-pattern',
    '@secretlint/secretlint-rule-preset-recommend',
  ],
  /** A development server would otherwise write instructions for coding agents into the project. */
  agentRules: false,
  devIndicators: false,
  /** A stray lock file in a folder above would otherwise be taken for the root. */
  turbopack: { root: process.cwd() },
};

export default config;
