import Link from 'next/link';
import { WordsFilter } from '@/components/sessions/filter-fields';
import { KeyHints } from '@/components/shell/key-hints';
import { button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { KeepFresh } from '@/components/ui/keep-fresh';
import { RowKeys } from '@/components/ui/row-keys';
import { type Clock, formatDay, isSameDay } from '@/lib/display';
import type { DecisionEntry, DecisionFilters } from '@/lib/reviews/resolution-schema';
import { addressOf, hasFilters } from './address';
import { Filters } from './decision-filters';
import { DecisionRow } from './decision-row';

interface DecisionsPageProps {
  project: string;
  list: { items: DecisionEntry[]; next_cursor: string | null };
  filters: DecisionFilters;
  facets: { agents: string[]; branches: string[] };
  clock: Clock;
  mayReview: boolean;
}

const KEYS = [
  ['J K', 'move'],
  ['↵', 'open segment'],
] as const;

/** The log of what was decided, day by day. */
export function DecisionsPage({ project, list, filters, facets, clock, mayReview }: DecisionsPageProps) {
  return (
    <main id="main" className="mx-auto max-w-list px-8 pb-24 max-md:px-4">
      <div className="flex flex-wrap items-end gap-x-4 gap-y-3 pt-7 max-md:pt-4.5">
        <h1 className="mr-auto text-display max-md:text-display-sm">Decisions</h1>
        <WordsFilter
          path={addressOf(project, {})}
          kept={{ ...filters, q: undefined, cursor: undefined, limit: undefined }}
          q={filters.q}
          name="Decisions"
          hint="Words of a decision"
        />
      </div>
      <Filters {...{ project, filters, facets, clock }} />
      {daysOf(list.items, clock).map(({ day, items }) => (
        <section key={day}>
          <h2 className="border-b border-line pt-6.5 pb-2 text-small font-bold">{formatDay(day, clock)}</h2>
          <ol>
            {items.map((decision) => (
              <DecisionRow key={decision.id} {...{ project, decision, filters, clock, mayReview }} />
            ))}
          </ol>
        </section>
      ))}
      {list.items.length === 0 && <Nothing project={project} filters={filters} />}
      <p className="flex gap-2 pt-6">
        {filters.cursor && (
          <Link prefetch={false} className={button()} href={addressOf(project, { ...filters, cursor: undefined })}>
            Back to the newest
          </Link>
        )}
        {list.next_cursor && (
          <Link prefetch={false} className={button()} href={addressOf(project, { ...filters, cursor: list.next_cursor })}>
            Earlier decisions
          </Link>
        )}
      </p>
      {list.items.length > 0 && <KeyHints hints={KEYS} />}
      <RowKeys />
      <KeepFresh />
    </main>
  );
}

function Nothing({ project, filters }: Pick<DecisionsPageProps, 'project' | 'filters'>) {
  if (!hasFilters(filters) && !filters.cursor)
    return <Empty title="No decisions yet">Decisions that agents and people make collect here, day by day.</Empty>;
  const clear = (
    <Link className={button()} href={`/${project}/decisions`}>
      Clear filters
    </Link>
  );
  return <Empty title="No decision matches these filters" action={clear} />;
}

/** Decisions by the day on which they were made, in the reader's zone. */
function daysOf(items: DecisionEntry[], clock: Clock): { day: string; items: DecisionEntry[] }[] {
  const days: { day: string; items: DecisionEntry[] }[] = [];
  for (const item of items) {
    const last = days.at(-1);
    if (last && isSameDay(last.day, item.said_at, clock)) last.items.push(item);
    else days.push({ day: item.said_at, items: [item] });
  }
  return days;
}
