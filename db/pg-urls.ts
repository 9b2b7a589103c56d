/** What postgres.js takes for `ssl` or `sslmode`, in the words of pg; `prefer` may be either. */
const SSL: Record<string, string[]> = {
  disable: ['disable'],
  false: ['disable'],
  prefer: ['no-verify', 'disable'],
  allow: ['no-verify'],
  require: ['no-verify'],
  true: ['verify-full'],
  'verify-full': ['verify-full'],
};

/**
 * The addresses under which pg, which the job queue uses, finds the database of a URL for postgres.js: one for each of its hosts and ways to encrypt.
 * pg knows no list of hosts, and reads `sslmode=require` as `verify-full`. Who cannot use one tries the next.
 */
export function pgUrls(url: string, applicationName: string): [string, ...string[]] {
  const [, before = '', hosts = '', after = ''] = /^(\w+:\/\/(?:[^@/]*@)?)([^/?]*)(.*)$/.exec(url) ?? [];
  const [path = '', search = ''] = after.split('?');
  const given = new URLSearchParams(search);
  const ssl = SSL[given.get('ssl') ?? given.get('sslmode') ?? ''] ?? [null];
  const urls = hosts.split(',').flatMap((host) =>
    ssl.map((mode) => {
      const query = new URLSearchParams({ application_name: applicationName, ...(mode && { sslmode: mode }) });
      return `${before}${host}${path}?${query}`;
    }),
  );
  return [urls[0] ?? url, ...urls.slice(1)];
}
