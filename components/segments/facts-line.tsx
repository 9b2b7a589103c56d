import type { ReactNode } from 'react';
import { visible } from '@/components/evidence/safe-text';
import { Name } from '@/components/ui/name';
import { countOf } from '@/lib/display';
import type { Facts } from '@/lib/segments/schema';
import { nameOf, untold } from './untold';

const NAMED_FILES = 2;

/** What code counted and nobody has to believe: edits, checks, commits, pull requests, subagents. A failed last check stands first. What
 * `told`, an outcome by code as well, says anyway is left out. */
export function FactsLine({ facts, told }: { facts: Facts; told?: string | null | undefined }) {
  const parts = partsOf(told ? untold(facts, told) : facts);
  if (parts.length === 0) return null;
  return (
    <p className="facts">
      {parts.map(([name, part], at) => (
        <span key={name}>
          {at > 0 && <span className="dot"> · </span>}
          {part}
        </span>
      ))}
    </p>
  );
}

function partsOf({ files, checks, commits, pushed, pull_requests, subagents }: Facts): [string, ReactNode][] {
  const parts: [string, ReactNode][] = [];
  if (files.length > 0) parts.push(['files', <Files key="files" files={files} />]);
  if (checks.run > 0 && checks.last !== 'failed') parts.push(['checks', checksOf(checks)]);
  if (commits.length > 0) parts.push(['commits', <Commits key="commits" commits={commits} />]);
  if (pushed) parts.push(['pushed', 'pushed']);
  for (const { number, url } of pull_requests) parts.push([url, number === null ? 'pull request' : `PR #${number}`]);
  if (subagents > 0) parts.push(['subagents', countOf(subagents, 'subagent')]);
  if (checks.last === 'failed')
    parts.unshift([
      'checks',
      <span key="checks" className="font-medium text-fail">
        {checksOf(checks)}
      </span>,
    ]);
  return parts;
}

const checksOf = ({ run, last }: Facts['checks']): string => `${countOf(run, 'check')}${last ? `, last ${last}` : ''}`;

function Files({ files }: { files: Facts['files'] }) {
  const more = files.length - NAMED_FILES;
  return (
    <>
      edited{' '}
      {files.slice(0, NAMED_FILES).map((file, at) => (
        <span key={file.path} title={`${visible(file.path)}, ${file.added} lines added, ${file.removed} removed`}>
          {at > 0 && ', '}
          <Name text={nameOf(file.path)} />
        </span>
      ))}
      {more > 0 && (
        <span
          title={files
            .slice(NAMED_FILES)
            .map((file) => visible(file.path))
            .join('\n')}
        >
          {' '}
          +{more}
        </span>
      )}
    </>
  );
}

function Commits({ commits }: { commits: string[] }) {
  const more = commits.length - 1;
  return (
    <>
      committed <code>{commits[0]}</code>
      {more > 0 && <span title={commits.slice(1).join('\n')}> +{more}</span>}
    </>
  );
}
