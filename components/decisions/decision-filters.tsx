import { ChipRow, ChosenChip, MenuChip, ToggleChip } from '@/components/sessions/filter-chips';
import { FieldForm } from '@/components/sessions/filter-fields';
import { type Clock, formatDay } from '@/lib/display';
import type { DecisionFilters } from '@/lib/reviews/resolution-schema';
import { addressOf, hasFilters } from './address';

interface FiltersProps {
  project: string;
  filters: DecisionFilters;
  facets: { agents: string[]; branches: string[] };
  clock: Clock;
}

/** Chips that open what they filter by: the address holds every filter, and works without scripts. */
export function Filters({ project, filters, facets, clock }: FiltersProps) {
  const { cursor: _cursor, limit: _limit, ...kept } = filters;
  const to = (change: DecisionFilters) => addressOf(project, { ...kept, ...change });
  const { ref, agent, branch, since } = filters;
  return (
    <ChipRow zone={clock.zone}>
      <ToggleChip name="Everything" isOn={!hasFilters(filters)} href={addressOf(project, {})} />
      <MenuChip
        name="Agent"
        chosen={agent}
        options={facets.agents.map((name) => [name, to({ agent: name })])}
        clear={to({ agent: undefined })}
      />
      <MenuChip
        name="Branch"
        chosen={branch}
        options={facets.branches.map((name) => [name, to({ branch: name })])}
        clear={to({ branch: undefined })}
      />
      <MenuChip name="Reference" chosen={ref} options={[]} clear={to({ ref: undefined })}>
        <FieldForm
          path={addressOf(project, {})}
          kept={{ ...kept, ref: undefined }}
          fields={[{ name: 'ref', label: 'Names this reference', hint: '#271' }]}
        />
      </MenuChip>
      {since && <ChosenChip name="Since" chosen={formatDay(since, clock)} clear={to({ since: undefined })} />}
    </ChipRow>
  );
}
