import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getClock } from '@/app/preferences';
import { AuditLog } from '@/components/audit/audit-log';
import { AdministratorsOnly } from '@/components/settings/settings-shell';
import { listAudit } from '@/lib/audit/queries';
import { auditFilters } from '@/lib/audit/schema';
import { isTeam } from '@/lib/auth/session';
import { projectSettings } from '../access';

export const metadata: Metadata = { title: 'Audit log' };

interface PageProps {
  params: Promise<{ project: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ProjectAudit({ params, searchParams }: PageProps) {
  if (!isTeam) notFound();
  const { project, manage } = await projectSettings((await params).project);
  if (!manage) return <AdministratorsOnly of="project" />;
  const filters = auditFilters.safeParse(await searchParams).data ?? {};
  const [list, clock] = await Promise.all([listAudit(manage, project.id, filters), getClock()]);
  const lead = `Who did what in ${project.name}: members, tokens, shares, edits and deletions.`;
  return (
    <AuditLog
      path={`/${project.name}/settings/audit`}
      exportPath={`/api/v1/projects/${project.name}/audit/export`}
      {...{ lead, list, filters, clock }}
    />
  );
}
