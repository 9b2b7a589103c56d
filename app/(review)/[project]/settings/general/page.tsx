import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { getClock } from '@/app/preferences';
import { DeleteProject } from '@/components/projects/delete-project';
import { TombstoneList } from '@/components/projects/tombstone-list';
import { SettingsSection } from '@/components/settings/settings-shell';
import { formatDay } from '@/lib/display';
import { getProjectCounts, listTombstones } from '@/lib/projects/queries';
import { projectSettings } from '../access';

interface PageProps {
  params: Promise<{ project: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `Settings · ${(await params).project}` };
}

export default async function GeneralSettings({ params }: PageProps) {
  const { project, ctx, manage } = await projectSettings((await params).project);
  const [counts, tombstones, clock] = await Promise.all([
    getProjectCounts(ctx, project.name),
    manage && listTombstones(manage, project.name),
    getClock(),
  ]);
  if (!counts) notFound();
  return (
    <>
      <SettingsSection title="General">
        <dl className="grid grid-cols-[7rem_minmax(0,1fr)] gap-y-2 border-y border-line py-4 text-ui">
          <Fact name="Name">{project.name}</Fact>
          <Fact name="Sessions">{counts.sessions.toLocaleString('en')}</Fact>
          <Fact name="Events">{counts.events.toLocaleString('en')}</Fact>
          <Fact name="Created">{formatDay(counts.created_at, clock)}</Fact>
        </dl>
      </SettingsSection>
      {tombstones && tombstones.length > 0 && (
        <SettingsSection title="Deleted sessions" lead="Agents that still send to one of these are refused.">
          <TombstoneList project={project.name} tombstones={tombstones} clock={clock} />
        </SettingsSection>
      )}
      {manage && (
        <SettingsSection
          title="Delete project"
          lead="All its sessions are deleted with it. Agents that still send to it are refused."
          action={<DeleteProject project={project.name} sessions={counts.sessions} events={counts.events} />}
        />
      )}
    </>
  );
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt className="text-ink-3">{name}</dt>
    <dd className="tabular-nums wrap-anywhere">{children}</dd>
  </>
);
