import type { ReactNode } from 'react';
import { visible } from '@/components/evidence/safe-text';
import { Prose } from '@/components/ui/prose';
import { formatNumber } from '@/lib/display';
import type { SegmentPointer } from '@/lib/segments/pointer-schema';
import type { SessionRecord } from '@/lib/segments/session-record-schema';

const SHOWN = 7;
const SHOWN_DECISIONS = 12;
const HASH_CHARS = 8;

/** The session's own branch stands in its head. */
export const hasProduced = ({ produced }: SessionRecord): boolean =>
  produced.commits.length + produced.pull_requests.length + produced.files.length > 0 || produced.checks !== null;

/** What the session made by its facts, each thing with the segment that made it. */
export function ProducedList({ record: { produced, totals } }: { record: SessionRecord }) {
  const { commits, pull_requests, files, checks, pushed } = produced;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2.5">
      <ul className="refs empty:hidden">
        {checks && <Made name={<LastCheck last={checks.last} />} at={checks.segment} />}
        {checks?.changed_after && <Made name="Files changed after it" at={checks.changed_after} />}
        {pull_requests.slice(0, SHOWN).map(({ number, url, segment }) => (
          <Made key={url} name={number === null ? 'Pull request' : `Pull request #${number}`} title={url} at={segment} />
        ))}
      </ul>
      <Group name={pushed ? 'Commits, pushed' : 'Commits'} of={totals.commits}>
        {commits.slice(0, SHOWN).map(({ sha, segment }) => (
          <Made key={sha} name={<code>{sha.slice(0, HASH_CHARS)}</code>} title={sha} at={segment} />
        ))}
      </Group>
      <Group name="Files" of={totals.files}>
        {files.slice(0, SHOWN).map(({ path, added, removed, segment }) => (
          <Made key={path} name={<code>{fileName(path)}</code>} title={`${path} +${added} −${removed}`} at={segment} />
        ))}
      </Group>
    </div>
  );
}

const LastCheck = ({ last }: { last: string }) => (
  <span className={last === 'failed' ? 'font-medium text-fail' : undefined}>Last check {last}</span>
);

function Group({ name, of, children }: { name: string; of: number; children: ReactNode }) {
  if (of === 0) return null;
  return (
    <div>
      <p className="text-ink-3">{name}</p>
      <ul className="refs">
        {children}
        {of > SHOWN && <li className="text-ink-3">and {formatNumber(of - SHOWN)} more</li>}
      </ul>
    </div>
  );
}

function Made({ name, title, at }: { name: ReactNode; title?: string; at: SegmentPointer }) {
  return (
    <li>
      <span className="truncate" title={title && visible(title)}>
        {name}
      </span>
      <SegmentLink at={at} />
    </li>
  );
}

function SegmentLink({ at }: { at: SegmentPointer }) {
  return (
    <a className="in quiet-link" href={`#segment-${at.n}`}>
      in {at.n}
    </a>
  );
}

const fileName = (path: string) => visible(path.slice(path.lastIndexOf('/') + 1) || path);

/** What was decided and not superseded, a person's decisions first. */
export function DecisionsInForce({ record: { decisions, totals } }: { record: SessionRecord }) {
  const shown = decisions.in_force.slice(0, SHOWN_DECISIONS);
  return (
    <ul className="grid gap-2.5">
      {shown.map(({ id, text, by, segment }) => (
        <li key={id} dir="auto" className="wrap-anywhere">
          <span className="line-clamp-4">
            <Prose text={text} />
          </span>
          <a className="quiet-link inline-flex min-h-6 items-center text-ink-3" href={`#segment-${segment.n}`}>
            {by === 'person' && 'by a person, '}in {segment.n}
          </a>
        </li>
      ))}
      {totals.in_force > shown.length && (
        <li className="text-ink-3">and {formatNumber(totals.in_force - shown.length)} more in the segments</li>
      )}
    </ul>
  );
}
