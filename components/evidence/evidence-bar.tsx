'use client';

import { chip } from '@/components/ui/chip';
import { formatNumber } from '@/lib/display';
import { FILTERS, type Filter } from './rows';

const WORDS: Record<Filter, string> = { all: 'All', cited: 'Cited', messages: 'Messages', tools: 'Tools', errors: 'Errors' };

interface EvidenceBarProps {
  filter: Filter;
  counts: Record<Filter, number | null>;
  /** Parts of the address that a filter keeps. */
  query: Record<string, string>;
  onFilter: (filter: Filter) => void;
  children?: React.ReactNode;
}

/** The head of the evidence: filters with their counts. A form, so that they work without scripts too. */
export function EvidenceBar({ filter, counts, query, onFilter, children }: EvidenceBarProps) {
  return (
    <div className="sticky top-0 z-[2] flex flex-wrap items-center gap-2 border-b border-line bg-surface px-5 py-3 text-ui max-md:static max-md:px-4 max-md:py-2.5 print:hidden">
      <h2 id="evidence-title" className="me-2 text-small leading-5 font-bold max-md:sr-only">
        Evidence
      </h2>
      <form
        className="flex min-w-0 gap-2 max-md:-mx-4 max-md:overflow-x-auto max-md:px-4 max-md:[scrollbar-width:none]"
        method="get"
      >
        {Object.entries(query).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {FILTERS.filter((name) => name === filter || counts[name] !== 0).map((name) => (
          <button
            key={name}
            type="submit"
            name="show"
            value={name}
            className={chip({ isOn: name === filter })}
            aria-pressed={name === filter}
            onClick={(event) => {
              event.preventDefault();
              onFilter(name);
            }}
          >
            {counts[name] === null ? WORDS[name] : `${WORDS[name]} ${formatNumber(counts[name])}`}
          </button>
        ))}
      </form>
      {children}
    </div>
  );
}

/** Where a list is windowed the browser's own search cannot see it. */
export function EvidenceSearch({ total, value, onChange }: { total: number; value: string; onChange: (value: string) => void }) {
  return (
    <label className="ms-auto min-w-44 flex-1 md:max-w-60">
      <span className="sr-only">Search events</span>
      <input
        type="search"
        className="h-7 w-full rounded-md border border-control bg-surface px-2.5 text-meta placeholder:text-ink-3 max-md:h-9"
        placeholder={`Search ${formatNumber(total)} events`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
