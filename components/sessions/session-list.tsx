'use client';

import Link from 'next/link';
import { Fragment, type ReactNode } from 'react';
import { visible } from '@/components/evidence/safe-text';
import { KeyHints } from '@/components/shell/key-hints';
import { Name } from '@/components/ui/name';
import type { Clock } from '@/lib/display';
import { type Family, familiesOf } from './lineage';
import type { ListSource } from './list-source';
import type { RowGroup } from './row-groups';
import { type RowProps, SessionRowItem } from './session-row';
import { useLeaveTrail } from './trail';
import { useCursor } from './use-cursor';
import { useGroups } from './use-groups';
import { useRowActs } from './use-row-acts';
import '@/components/sessions/lists.css';

interface SessionListProps {
  source: ListSource;
  initial: RowGroup[];
  clock: Clock;
  mayReview: boolean;
  isByLineage: boolean;
  /** What stands around the rows of a group. */
  frame: (group: RowGroup, rows: ReactNode) => ReactNode;
  /** What is said before all groups. */
  lead: (groups: RowGroup[]) => ReactNode;
}

const KEYS = [
  ['J K', 'move'],
  ['↵', 'open'],
  ['X', 'reviewed'],
  ['U', 'seen or unseen'],
] as const;

/** The sessions of a list, by keyboard, pointer and touch, kept up to date. */
export function SessionList({ source, initial, clock, mayReview, isByLineage, frame, lead }: SessionListProps) {
  const { groups, hasNews, show, change } = useGroups(source, initial, clock.now);
  const acts = useRowActs(source.project, change);
  const shown = groups.map((group) => ({ group, families: isByLineage ? familiesOf(group.items) : group.items.map(alone) }));
  const rows = shown.flatMap(({ families }) => families.flatMap(({ row, workers }) => (row ? [row, ...workers] : workers)));
  const cursor = useCursor(rows, acts, mayReview);
  useLeaveTrail(source.project, rows);
  const isInbox = source.kind === 'inbox';
  const common: Omit<RowProps, 'row' | 'isCursor'> = {
    ...{ clock, level: isInbox ? 3 : 2, withStatus: !isInbox },
    ...{ onFocus: cursor.put, onSee: acts.see, onReview: mayReview ? cursor.review : undefined },
  };
  const item = (row: RowProps['row'], isNested = false) => (
    <SessionRowItem {...common} row={row} isCursor={row.sid === cursor.current} isNested={isNested} />
  );
  return (
    <>
      {lead(groups)}
      {shown.map(({ group, families }) => (
        <Fragment key={group.name}>
          {frame(
            group,
            families.length > 0 && (
              <ol>
                {families.map((family) => (
                  <li key={family.head.sid}>
                    {family.row ? item(family.row) : <Absent head={family.head} />}
                    {family.workers.length > 0 && (
                      <ol className="workers" aria-label={`Workers of ${visible(family.head.title ?? family.head.sid)}`}>
                        {family.workers.map((row) => (
                          <li key={row.sid}>{item(row, true)}</li>
                        ))}
                      </ol>
                    )}
                  </li>
                ))}
              </ol>
            ),
          )}
        </Fragment>
      ))}
      {rows.length > 0 && <KeyHints hints={mayReview ? KEYS : KEYS.slice(0, 2)} />}
      <p role="status" className={hasNews ? 'pill' : 'sr-only'}>
        {hasNews && (
          <button type="button" onClick={show}>
            This list changed. Show it as it is now
          </button>
        )}
      </p>
    </>
  );
}

const alone = (row: RowProps['row']): Family => ({ head: row, row, workers: [] });

/** The orchestrator of workers that is not in the list itself. */
const Absent = ({ head }: Pick<Family, 'head'>) => (
  <p className="pt-3.5 text-meta text-ink-3">
    Workers of{' '}
    <Link className="quiet-link" href={head.url}>
      <Name text={head.title ?? head.sid} />
    </Link>
  </p>
);
