import Form from 'next/form';
import Link from 'next/link';
import { visible } from '@/components/evidence/safe-text';
import { chip } from '@/components/ui/chip';
import { field } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import { Menu } from '@/components/ui/menu';
import { Name } from '@/components/ui/name';
import type { DecisionFilters } from '@/lib/reviews/resolution-schema';
import { addressOf, hasFilters } from './address';

interface FiltersProps {
  project: string;
  filters: DecisionFilters;
  facets: { agents: string[]; branches: string[] };
}

/** Filters whose state is the address; they work without scripts. */
export function Filters({ project, filters, facets }: FiltersProps) {
  const to = (change: DecisionFilters) => addressOf(project, { ...filters, cursor: undefined, ...change });
  const { ref, agent, branch, since, q } = filters;
  return (
    <div className="flex flex-wrap items-center gap-2 pt-3.5 pb-2">
      <Link prefetch={false} className={chip({ isOn: !hasFilters(filters) })} href={`/${project}/decisions`}>
        Everything
      </Link>
      {ref && <Chosen name="Reference" value={ref} clear={to({ ref: undefined })} />}
      {agent ? (
        <Chosen name="Agent" value={agent} clear={to({ agent: undefined })} />
      ) : (
        <Options name="Agent" options={facets.agents.map((each) => [each, to({ agent: each })])} />
      )}
      {branch ? (
        <Chosen name="Branch" value={branch} clear={to({ branch: undefined })} />
      ) : (
        <Options name="Branch" options={facets.branches.map((each) => [each, to({ branch: each })])} />
      )}
      {since && <Chosen name="Since" value={since.slice(0, 10)} clear={to({ since: undefined })} />}
      <Form className="ms-auto flex gap-2 max-md:ms-0 max-md:w-full" action={`/${project}/decisions`} role="search">
        {Object.entries({ agent, branch, since }).map(
          ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
        )}
        <input className={field({ class: 'md:w-32' })} name="ref" defaultValue={ref} placeholder="#271" aria-label="Reference" />
        <input
          className={field({ class: 'md:w-56' })}
          type="search"
          name="q"
          defaultValue={q}
          placeholder="Words of a decision"
          aria-label="Words of a decision"
        />
        <button type="submit" className="sr-only focus:not-sr-only">
          Find
        </button>
      </Form>
    </div>
  );
}

function Chosen({ name, value, clear }: { name: string; value: string; clear: string }) {
  return (
    <Link
      prefetch={false}
      className={`${chip({ isOn: true })} max-w-64`}
      href={clear}
      aria-label={`${name}: ${visible(value)}. Remove this filter`}
    >
      <span className="truncate">
        <Name text={value} />
      </span>{' '}
      <Icon name="close" className="icon icon-sm" />
    </Link>
  );
}

function Options({ name, options }: { name: string; options: [name: string, href: string][] }) {
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
