import { groupsOfInbox } from '@/components/sessions/list-source';
import type { Clock } from '@/lib/display';
import type { Inbox, InboxFilters } from '@/lib/reviews/inbox-schema';
import { InboxChips } from './inbox-chips';
import { InboxList } from './inbox-list';
import { MarkAllSeen } from './mark-all-seen';

interface InboxPageProps {
  project: string;
  inbox: Inbox;
  facets: { agents: string[]; branches: string[] };
  filters: InboxFilters;
  isByLineage: boolean;
  clock: Clock;
  mayReview: boolean;
}

/** What needs whoever reads it, of all sessions of a project. */
export function InboxPage({ project, inbox, facets, filters, isByLineage, clock, mayReview }: InboxPageProps) {
  const address = { ...filters, group: isByLineage ? 'lineage' : undefined };
  return (
    <main id="main" className="mx-auto max-w-list px-8 pb-24 max-md:px-4">
      <div className="flex items-end gap-4 pt-7 max-md:pt-4.5">
        <h1 className="mr-auto text-display max-md:text-display-sm">Inbox</h1>
        <MarkAllSeen project={project} />
      </div>
      <InboxChips path={`/${project}`} zone={clock.zone} {...{ facets, filters, isByLineage }} />
      <InboxList {...{ project, address, clock, mayReview }} initial={groupsOfInbox(inbox)} />
    </main>
  );
}
