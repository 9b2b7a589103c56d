import Link from 'next/link';
import { visible } from '@/components/evidence/safe-text';
import { chip } from '@/components/ui/chip';
import { Icon } from '@/components/ui/icon';
import { Menu } from '@/components/ui/menu';
import { Name } from '@/components/ui/name';
import { SESSION_STATUSES, type SessionFilters } from '@/lib/sessions/schema';
import { addressOf, hasFilters } from './address';

interface FiltersProps {
  project: string;
  facets: { agents: string[]; branches: string[] };
  filters: SessionFilters;
  zone: string;
}

const STATUS_WORDS = { live: 'Live', waiting: 'Waiting on you', done: 'Done', failed: 'Failed', abandoned: 'No end recorded' };

/** Chips that open a menu of links: the address holds every filter, and works without scripts. */
export function Filters({ project, facets, filters, zone }: FiltersProps) {
  const to = (change: SessionFilters) => addressOf(project, { ...filters, cursor: undefined, ...change });
  return (
    <div className="flex flex-wrap items-center gap-2 pt-3.5 pb-2">
      <Link className={chip({ isOn: !hasFilters(filters) })} href={`/${project}/sessions`}>
        Everything
      </Link>
      <Filter
        name="Agent"
        chosen={filters.agent?.join(', ')}
        options={facets.agents.map((agent) => [agent, to({ agent: [agent] })])}
        clear={to({ agent: undefined })}
      />
      <Filter
        name="Branch"
        chosen={filters.branch}
        options={facets.branches.map((branch) => [branch, to({ branch })])}
        clear={to({ branch: undefined })}
      />
      <Filter
        name="Status"
        chosen={filters.status?.map((status) => STATUS_WORDS[status]).join(', ')}
        options={SESSION_STATUSES.map((status) => [STATUS_WORDS[status], to({ status: [status] })])}
        clear={to({ status: undefined })}
      />
      <Toggle
        name="Has open questions"
        isOn={filters.has?.includes('questions')}
        on={to({ has: ['questions'] })}
        off={to({ has: undefined })}
      />
      <Toggle
        name="Has failures"
        isOn={filters.has?.includes('failures')}
        on={to({ has: ['failures'] })}
        off={to({ has: undefined })}
      />
      <span className="ml-auto text-meta text-ink-3 max-md:hidden">Times in {zone.replaceAll('_', ' ')}</span>
    </div>
  );
}

interface FilterProps {
  name: string;
  chosen: string | undefined;
  options: [name: string, href: string][];
  clear: string;
}

function Filter({ name, chosen, options, clear }: FilterProps) {
  if (chosen) {
    return (
      <Link
        className={`${chip({ isOn: true })} max-w-64`}
        href={clear}
        aria-label={`${name}: ${visible(chosen)}. Remove this filter`}
      >
        <span className="truncate">
          <Name text={chosen} />
        </span>{' '}
        <Icon name="close" className="icon icon-sm" />
      </Link>
    );
  }
  if (options.length === 0) return null;
  const label = (
    <>
      {name} <Icon name="down" className="icon icon-sm" />
    </>
  );
  return (
    <Menu className={chip({ isOn: false })} label={label}>
      <ul>
        {options.map(([option, href]) => (
          <li key={option}>
            <Link prefetch={false} className="menu-item" href={href}>
              <span className="max-w-64 truncate max-md:max-w-40">
                <Name text={option} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Menu>
  );
}

function Toggle({ name, isOn = false, on, off }: { name: string; isOn?: boolean; on: string; off: string }) {
  return (
    <Link className={chip({ isOn })} href={isOn ? off : on} aria-label={isOn ? `${name}. Remove this filter` : undefined}>
      {name} {isOn && <Icon name="close" className="icon icon-sm" />}
    </Link>
  );
}
