import Link from 'next/link';
import { searchAddress } from './search-address';

const EXAMPLES: [q: string, what: string][] = [
  ['timer overflow', 'words, in all their forms and by their beginning'],
  ['src/app.ts', 'identifiers: paths, issues, commits, names in code, whole or by their beginning'],
  ['ref:#271', 'segments that touched an issue, a commit, a branch or a file'],
  ['branch:main', 'sessions on a branch'],
  ['agent:codex', 'sessions of an agent'],
  ['is:open', 'a question or a next step that nobody took up; also live, waiting and every status'],
  ['has:failures', 'also questions, decisions, comments'],
  ['after:2026-11-01', 'from a day on; before: up to it'],
];

/** What can be looked for. */
export const Guide = ({ project }: { project: string }) => (
  <section className="pt-8">
    <h2 className="text-ui font-medium">What can be looked for</h2>
    <dl className="mt-2 text-ui">
      {EXAMPLES.map(([q, what]) => (
        <div key={q} className="flex gap-4 border-b border-line py-1.5 max-md:flex-col max-md:gap-0">
          <dt className="w-40 flex-none">
            <Link
              className="ref inline-flex min-h-6 items-center font-mono text-meta"
              href={searchAddress(project, q)}
              prefetch={false}
            >
              {q}
            </Link>
          </dt>
          <dd className="text-ink-2">{what}</dd>
        </div>
      ))}
    </dl>
  </section>
);
