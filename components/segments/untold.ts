import type { Facts } from '@/lib/segments/schema';

/** The facts that an outcome does not name: its changed files once it names as many as a line of facts would, its commits, its pull requests. */
export function untold(facts: Facts, outcome: string): Facts {
  const named = facts.files.filter(({ path }) => outcome.includes(`\`${nameOf(path)}\``)).length;
  return {
    ...facts,
    files: outcome.includes('Changed `') && named >= Math.min(2, facts.files.length) ? [] : facts.files,
    commits: facts.commits.filter((hash) => !outcome.includes(hash.slice(0, 7))),
    pull_requests: facts.pull_requests.filter(({ number }) => number === null || !outcome.includes(`PR #${number}`)),
  };
}

/** A file as a line names it. */
export const nameOf = (path: string): string => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
