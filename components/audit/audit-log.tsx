import Link from 'next/link';
import { ShownText } from '@/components/evidence/shown-text';
import { SettingsSection } from '@/components/settings/settings-shell';
import { button } from '@/components/ui/button';
import { chip } from '@/components/ui/chip';
import { Empty } from '@/components/ui/empty';
import { Icon } from '@/components/ui/icon';
import { Menu } from '@/components/ui/menu';
import { AUDIT_ACTIONS, type AuditEntry, type AuditFilters } from '@/lib/audit/schema';
import { type Clock, formatDay, formatSeconds, isSameDay } from '@/lib/display';
import { detailsOf, doneOf } from './wording';

interface AuditLogProps {
  /** The page's own address. */
  path: string;
  /** Where the log is exported from. */
  exportPath: string;
  /** What the log is of. */
  lead: string;
  list: { items: AuditEntry[]; next_cursor: string | null };
  filters: AuditFilters;
  clock: Clock;
}

/** Who did what, newest first, by days. Filters are links: the address holds them, and they work without scripts. */
export function AuditLog({ path, exportPath, lead, list, filters, clock }: AuditLogProps) {
  const to = (change: AuditFilters) => addressOf(path, { ...filters, cursor: undefined, ...change });
  return (
    <SettingsSection title="Audit log" lead={lead} action={<Exports path={exportPath} filters={filters} />}>
      <div className="mb-2 flex flex-wrap gap-2">
        <Link className={chip({ isOn: !filters.action && !filters.actor })} href={path}>
          Everything
        </Link>
        <ActionFilter chosen={filters.action} to={to} />
        {filters.actor && (
          <Link className={chip({ isOn: true })} href={to({ actor: undefined })} aria-label="One actor. Remove this filter">
            {list.items[0]?.actor.name ?? 'One actor'} <Icon name="close" className="icon icon-sm" />
          </Link>
        )}
      </div>
      {list.items.length === 0 ? (
        <Empty title="Nothing was done yet">What people and tokens do is written down here.</Empty>
      ) : (
        <Entries items={list.items} clock={clock} to={to} />
      )}
      <p className="flex gap-2 pt-6">
        {filters.cursor && (
          <Link className={button()} href={to({})}>
            Back to the newest
          </Link>
        )}
        {list.next_cursor && (
          <Link className={button()} href={addressOf(path, { ...filters, cursor: list.next_cursor })}>
            Load 50 more
          </Link>
        )}
      </p>
    </SettingsSection>
  );
}

function Exports({ path, filters }: { path: string; filters: AuditFilters }) {
  const { action, actor } = filters;
  return (
    <Menu className={button()} label="Export" align="end">
      {(['csv', 'ndjson'] as const).map((format) => (
        <a key={format} className="menu-item" href={addressOf(path, { action, actor }, { format })} download>
          {format === 'csv' ? 'CSV' : 'NDJSON'}
        </a>
      ))}
    </Menu>
  );
}

function ActionFilter({ chosen, to }: { chosen: AuditFilters['action']; to: (change: AuditFilters) => string }) {
  if (chosen) {
    return (
      <Link
        className={chip({ isOn: true })}
        href={to({ action: undefined })}
        aria-label={`${doneOf(chosen)}. Remove this filter`}
      >
        {doneOf(chosen)} <Icon name="close" className="icon icon-sm" />
      </Link>
    );
  }
  const label = (
    <>
      What <Icon name="down" className="icon icon-sm" />
    </>
  );
  return (
    <Menu className={chip({ isOn: false })} label={label}>
      <ul className="max-h-80 overflow-y-auto">
        {AUDIT_ACTIONS.map((action) => (
          <li key={action}>
            <Link prefetch={false} className="menu-item" href={to({ action })}>
              {doneOf(action)}
            </Link>
          </li>
        ))}
      </ul>
    </Menu>
  );
}

interface EntriesProps {
  items: AuditEntry[];
  clock: Clock;
  to: (change: AuditFilters) => string;
}

function Entries({ items, clock, to }: EntriesProps) {
  return (
    <ol>
      {items.map((entry, i) => {
        const before = items[i - 1];
        const isNewDay = !before || !isSameDay(before.at, entry.at, clock);
        return (
          <li key={entry.id}>
            {isNewDay && <h3 className="pt-5 pb-1 text-ui font-semibold">{formatDay(entry.at, clock)}</h3>}
            <Entry entry={entry} clock={clock} to={to} />
          </li>
        );
      })}
    </ol>
  );
}

function Entry({ entry, clock, to }: Omit<EntriesProps, 'items'> & { entry: AuditEntry }) {
  const { actor, details } = entry;
  const more = [entry.project, detailsOf(details, clock), entry.ip && `from ${entry.ip}`].filter(Boolean).join(' · ');
  return (
    <div className="grid grid-cols-[72px_minmax(0,1fr)] gap-x-3 border-b border-line py-2 text-small">
      <time className="text-meta/6 text-ink-3 tabular-nums" dateTime={entry.at}>
        {formatSeconds(entry.at, clock)}
      </time>
      <div className="min-w-0 wrap-anywhere">
        <p>
          <bdi>
            {actor.id ? (
              <Link className="quiet-link font-medium" prefetch={false} href={to({ actor: actor.id })}>
                <ShownText text={actor.name} />
              </Link>
            ) : (
              <ShownText text={actor.type === 'job' ? 'Debrief' : actor.name} />
            )}
          </bdi>
          {actor.type === 'token' && ' (token)'} {doneOf(entry.action)}
          {entry.subject && entry.subject !== actor.name && (
            <bdi className="text-ink-2">
              : <ShownText text={entry.subject} />
            </bdi>
          )}
        </p>
        {more && (
          <p className="text-meta text-ink-3">
            <ShownText text={more} />
          </p>
        )}
      </div>
    </div>
  );
}

function addressOf(path: string, filters: AuditFilters, more: Record<string, string> = {}): string {
  const query = new URLSearchParams(more);
  for (const [name, value] of Object.entries(filters)) if (value !== undefined) query.set(name, String(value));
  return query.size > 0 ? `${path}?${query}` : path;
}
