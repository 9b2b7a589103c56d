import { addressOf, hasFilters, type ListQuery } from '@/components/sessions/address';
import { ChipRow, ChosenChip, MenuChip, ToggleChip } from '@/components/sessions/filter-chips';
import type { InboxFilters } from '@/lib/reviews/inbox-schema';

interface InboxChipsProps {
  path: string;
  facets: { agents: string[]; branches: string[] };
  filters: InboxFilters;
  isByLineage: boolean;
  zone: string;
}

/** More agents than these are a menu. */
const MOST_AGENTS = 4;

/** What the inbox is narrowed by; how much of each group is shown begins anew with every choice. */
export function InboxChips({ path, facets, filters, isByLineage, zone }: InboxChipsProps) {
  const { agent, branch, has } = filters;
  const chosen: ListQuery = { agent, branch, has, group: isByLineage ? 'lineage' : undefined };
  const to = (change: ListQuery) => addressOf(path, { ...chosen, ...change });
  const isOnly = (name: string) => agent?.length === 1 && agent[0] === name;
  return (
    <ChipRow zone={zone}>
      <ToggleChip name="Everything" isOn={!hasFilters({ agent, branch, has })} href={addressOf(path, { group: chosen.group })} />
      {facets.agents.length <= MOST_AGENTS ? (
        facets.agents.map((name) => (
          <ToggleChip key={name} name={name} isOn={isOnly(name)} href={to({ agent: isOnly(name) ? undefined : name })} />
        ))
      ) : (
        <MenuChip
          name="Agent"
          chosen={agent?.join(', ')}
          options={facets.agents.map((name) => [name, to({ agent: name })])}
          clear={to({ agent: undefined })}
        />
      )}
      {has?.includes('questions') ? (
        <ChosenChip name="Has open questions" clear={to({ has: undefined })} />
      ) : (
        <ToggleChip name="Has open questions" href={to({ has: 'questions' })} />
      )}
      <MenuChip
        name="Branch"
        chosen={branch}
        options={facets.branches.map((name) => [name, to({ branch: name })])}
        clear={to({ branch: undefined })}
      />
      <ToggleChip name="Group by lineage" isOn={isByLineage} href={to({ group: isByLineage ? undefined : 'lineage' })} />
    </ChipRow>
  );
}
