import { KindIcon } from '@/components/evidence/kind-icon';
import { iconOf, type Line, lineOf, saysAll } from '@/components/evidence/line';
import { PlainBody, textsOf } from '@/components/evidence/plain-body';
import type { Row } from '@/components/evidence/rows';
import { MarkedText, ShownText } from '@/components/evidence/shown-text';
import { Icon } from '@/components/ui/icon';
import { type Clock, formatDay, formatNumber, formatSeconds } from '@/lib/display';
import type { HookEvent } from '@/lib/events/hook-schema';
import { toldRows } from './told-rows';

/** Rows that stand open; the ones before fold away. */
const NEWEST = 30;

interface ToldProps {
  told: readonly HookEvent[];
  cwd: string | null;
  clock: Clock;
}

/** What the agent's hooks told and its transcript does not tell yet: below everything that is numbered, and no part of it. */
export function Told({ told, cwd, clock }: ToldProps) {
  const rows = toldRows(told);
  if (rows.length === 0) return null;
  const [earlier, newest] = [rows.slice(0, -NEWEST), rows.slice(-NEWEST)];
  const list = (shown: Row[]) => (
    <ol>
      {shown.map((row) => (
        <ToldRow key={row.event.id} row={row} cwd={cwd} clock={clock} />
      ))}
    </ol>
  );
  return (
    <section className="mt-6 border-t border-line-strong pt-4" aria-labelledby="told">
      <h2 id="told" className="text-ui font-medium">
        Told by hooks
      </h2>
      <p className="mb-2 text-small text-pretty text-ink-2">Preliminary. The transcript takes its place when it arrives.</p>
      {earlier.length > 0 && (
        <details>
          <summary className="py-1.5 text-ui text-ink-2">Show {formatNumber(earlier.length)} earlier</summary>
          {list(earlier)}
        </details>
      )}
      {list(newest)}
    </section>
  );
}

const ROW = 'flex items-start gap-2.5 py-1.5';

function ToldRow({ row, cwd, clock }: { row: Row; cwd: string | null; clock: Clock }) {
  const { event } = row;
  const line = lineOf(row, cwd);
  const isWhole = line.isProse && saysAll(row);
  const head = (
    <>
      <time
        className="font-mono text-[0.75rem] leading-5 text-ink-3 max-md:hidden"
        dateTime={event.at}
        title={`${formatDay(event.at, clock)}, ${formatSeconds(event.at, clock)}${clock.suffix}`}
      >
        {formatSeconds(event.at, clock)}
      </time>
      {isAsked(row) ? <Icon name="waiting" className="icon mt-0.5 text-wait" /> : <KindIcon icon={iconOf(row)} />}
      <span className={isAsked(row) ? 'text-small text-wait wrap-anywhere' : styleOf(line, row.isError)} dir="auto">
        {event.thread !== 'main' && <span className="text-meta text-ink-3">subagent · </span>}
        {isAsked(row) ? <ShownText text={event.text ?? ''} /> : <Words line={line} isError={row.isError} />}
      </span>
    </>
  );
  if (isWhole || isAsked(row) || textsOf(row).length === 0) return <li className={ROW}>{head}</li>;
  return (
    <li>
      <details>
        <summary className={`${ROW} cursor-pointer hover:bg-hover`}>{head}</summary>
        <div className="flex flex-col gap-2 ps-4 pb-2">
          <PlainBody row={row} />
        </div>
      </details>
    </li>
  );
}

/** A person is asked for a permission. */
const isAsked = ({ event }: Row): boolean => event.kind === 'note' && event.data?.type === 'permission_request';

function Words({ line: { before, code, after, isProse }, isError }: { line: Line; isError: boolean }) {
  return (
    <>
      {before && (
        <span className={isError ? undefined : 'text-ink-3'}>
          <ShownText text={before} />{' '}
        </span>
      )}
      {code && (
        <code className="text-ink">
          <ShownText text={code} />
        </code>
      )}
      {after && (
        <span className="words">
          {code && ' '}
          {isProse ? <MarkedText text={after} /> : <ShownText text={after} />}
        </span>
      )}
    </>
  );
}

function styleOf({ isProse }: Line, isError: boolean): string {
  if (isProse) return 'text-small text-ink wrap-anywhere';
  return `min-w-0 text-ui wrap-anywhere line-clamp-3 ${isError ? 'text-fail' : 'text-ink-2'}`;
}
