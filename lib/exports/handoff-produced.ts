import { countOf } from '@/lib/display';
import { escapeLine } from '@/lib/exports/escape';
import { clipLine } from '@/lib/exports/excerpt';
import { type Room, SESSION_STATUS } from '@/lib/exports/handoff-lists';
import type { Produced, SessionRecord } from '@/lib/segments/session-record-schema';
import type { SessionPointer } from '@/lib/sessions/schema';

const NAME_CHARS = 200;
const HASH_CHARS = 12;
const SHORT_FOLDER = 24;

/** What was made, and how its checks ended. */
export function producedSection({ produced, totals }: Pick<SessionRecord, 'produced' | 'totals'>, room: Room): string | null {
  const { branches, commits, pull_requests, pushed, files, checks } = produced;
  const named = (names: string[], { of, most }: { of: number; most: number }) => {
    const shown = names.slice(0, room.items(most));
    return `${shown.join(', ')}${of > shown.length ? ` **and ${of - shown.length} more**` : ''}`;
  };
  const hashes = commits.map(({ sha, segment }) => `${code(sha.slice(0, HASH_CHARS))} (${segment.n})`);
  const requests = pull_requests.map(({ number, url }) => `${number === null ? '' : `#${number} `}${clipLine(url, NAME_CHARS)}`);
  const folder = commonFolder(files.map(({ path }) => path));
  const changes = files.map(({ path, added, removed }) => `${code(path.slice(folder.length))} +${added} −${removed}`);
  const lines = [
    branches.length > 0 && `**Branch:** ${named(branches.map(code), { of: branches.length, most: 6 })}`,
    hashes.length > 0 && `**Commits, newest first, with their segments:** ${named(hashes, { of: totals.commits, most: 20 })}`,
    pushed && '**Pushed**',
    requests.length > 0 && `**Pull requests:** ${named(requests, { of: totals.pull_requests, most: 8 })}`,
    changes.length > 0 &&
      `**Files${folder && ` in ${code(folder)}`}, most changed first:** ${named(changes, { of: totals.files, most: 16 })}`,
    checks && checked(checks),
  ];
  const said = lines.filter(Boolean);
  return said.length > 0 ? ['## Produced\n', ...said.map((line) => `- ${line}`)].join('\n') : null;
}

/** Where several files with long names all lie: it is said once. */
function commonFolder(paths: readonly string[]): string {
  const [first = '', ...others] = paths;
  if (others.length === 0) return '';
  let folder = first.slice(0, first.lastIndexOf('/') + 1);
  while (folder && !others.every((path) => path.startsWith(folder)))
    folder = folder === '/' ? '' : folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);
  return folder.length > SHORT_FOLDER ? folder : '';
}

function code(name: string): string {
  const clean = name.replaceAll('`', '');
  const head = clean.slice(0, NAME_CHARS).replace(/[\ud800-\udbff]$/, '');
  return escapeLine(`\`${head}${head.length < clean.length ? '…' : ''}\``);
}

function checked({ run, failed, last, segment, changed_after }: NonNullable<Produced['checks']>): string {
  const after = changed_after ? `; files were changed after it, in ${changed_after.n}` : '';
  return `**Last check ${last}, in ${segment.n}${after}** (${countOf(run, 'check')}, ${failed} failed)`;
}

/** The sessions around it; those that something is quoted from stand first. */
export function kinSection({ lineage, ...record }: SessionRecord, room: Room): string | null {
  const { waits_on_person, open, decisions } = record;
  const items = [...waits_on_person, ...open.questions, ...open.next_steps, ...decisions.in_force];
  const isQuoted = new Set(items.map((item) => item.segment.sid));
  const told = (what: string, sessions: SessionPointer[]) => {
    const inOrder = [...sessions].sort((a, b) => Number(isQuoted.has(b.sid)) - Number(isQuoted.has(a.sid)));
    const shown = inOrder.slice(0, room.items(8));
    const lines = shown.map(
      ({ sid, title, status, url }) =>
        `- **${sid}, ${what}, ${SESSION_STATUS[status]}:** ${clipLine(title ?? sid, 100)} <${url}>`,
    );
    return [...lines, ...(sessions.length > shown.length ? [`- **and ${sessions.length - shown.length} more**`] : [])];
  };
  const lines = [
    ...told('came before', lineage.predecessors),
    ...told('gave this session its task', lineage.parent ? [lineage.parent] : []),
    ...told('worker', lineage.workers),
    ...told('carries on', lineage.successors),
  ];
  return lines.length > 0 ? ['## Other sessions\n', ...lines].join('\n') : null;
}
