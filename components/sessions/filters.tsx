import { type Clock, formatDay } from '@/lib/display';
import { SESSION_STATUSES, type SessionFilters } from '@/lib/sessions/schema';
import { addressOf, hasFilters, type ListQuery } from './address';
import { ChipRow, MenuChip, ToggleChip } from './filter-chips';
import { FieldForm } from './filter-fields';

interface FiltersProps {
  path: string;
  facets: { agents: string[]; branches: string[] };
  filters: SessionFilters;
  isByLineage: boolean;
  clock: Clock;
}

const STATUS_WORDS = { live: 'Live', waiting: 'Waiting on you', done: 'Done', failed: 'Failed', abandoned: 'No end recorded' };
const REVIEW_WORDS = { todo: 'To review', done: 'Reviewed', mine: 'Marked or commented by me' };
const HAS_WORDS = { questions: 'Open questions', failures: 'Failures', comments: 'Comments' };
const SORT_WORDS = { active: 'Newest activity', started: 'Newest start', events: 'Most events' };

const entries = <K extends string>(words: Record<K, string>) => Object.entries(words) as [K, string][];

/** Chips that open what they filter by: the address holds every filter, and works without scripts. */
export function Filters({ path, facets, filters, isByLineage, clock }: FiltersProps) {
  const { cursor: _cursor, limit: _limit, ...kept } = filters;
  const all: ListQuery = { ...kept, group: isByLineage ? 'lineage' : undefined };
  const to = (change: ListQuery) => addressOf(path, { ...all, ...change });
  const off = (name: string) => to({ [name]: undefined });
  const { agent, branch, status, review, has, ref, from, to: until, sort } = filters;
  return (
    <ChipRow zone={clock.zone}>
      <ToggleChip name="Everything" isOn={!hasFilters(filters)} href={addressOf(path, { sort, group: all.group })} />
      <MenuChip
        name="Agent"
        chosen={agent?.join(', ')}
        options={facets.agents.map((name) => [name, to({ agent: name })])}
        clear={off('agent')}
      />
      <MenuChip
        name="Branch"
        chosen={branch}
        options={facets.branches.map((name) => [name, to({ branch: name })])}
        clear={off('branch')}
      />
      <MenuChip
        name="Status"
        chosen={status?.map((one) => STATUS_WORDS[one]).join(', ')}
        options={SESSION_STATUSES.map((one) => [STATUS_WORDS[one], to({ status: one })])}
        clear={off('status')}
      />
      <MenuChip
        name="Review"
        chosen={review && REVIEW_WORDS[review]}
        options={entries(REVIEW_WORDS).map(([one, word]) => [word, to({ review: one })])}
        clear={off('review')}
      />
      <MenuChip
        name="Has"
        chosen={has?.map((one) => HAS_WORDS[one]).join(', ')}
        options={entries(HAS_WORDS).map(([one, word]) => [word, to({ has: one })])}
        clear={off('has')}
      />
      <MenuChip name="Reference" chosen={ref} options={[]} clear={off('ref')}>
        <FieldForm
          path={path}
          kept={{ ...all, ref: undefined }}
          fields={[{ name: 'ref', label: 'Names this reference', hint: '#271' }]}
        />
      </MenuChip>
      <MenuChip name="When" chosen={whenWords(from, until, clock)} options={[]} clear={to({ from: undefined, to: undefined })}>
        <FieldForm
          path={path}
          kept={{ ...all, from: undefined, to: undefined }}
          fields={[
            { name: 'from', label: 'From', type: 'date' },
            { name: 'to', label: 'To', type: 'date' },
          ]}
        />
      </MenuChip>
      <MenuChip
        name="Sort"
        chosen={sort && sort !== 'active' ? SORT_WORDS[sort] : undefined}
        options={entries(SORT_WORDS).map(([one, word]) => [word, to({ sort: one === 'active' ? undefined : one })])}
        clear={off('sort')}
      />
      <ToggleChip name="Group by lineage" isOn={isByLineage} href={to({ group: isByLineage ? undefined : 'lineage' })} />
    </ChipRow>
  );
}

function whenWords(from: string | undefined, to: string | undefined, clock: Clock): string | undefined {
  // What a day ends with is the moment at which the next one begins.
  const last = to && formatDay(new Date(Date.parse(to) - 1).toISOString(), clock);
  if (from && last) return `${formatDay(from, clock)} – ${last}`;
  if (from) return `Since ${formatDay(from, clock)}`;
  return last && `Until ${last}`;
}
