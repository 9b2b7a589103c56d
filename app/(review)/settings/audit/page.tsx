import type { Metadata } from 'next';
import { getClock } from '@/app/preferences';
import { AuditLog } from '@/components/audit/audit-log';
import { AdministratorsOnly } from '@/components/settings/settings-shell';
import { listAudit } from '@/lib/audit/queries';
import { auditFilters } from '@/lib/audit/schema';
import { installationSettings } from '../access';

export const metadata: Metadata = { title: 'Audit log' };

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function InstallationAudit({ searchParams }: PageProps) {
  const { administer } = await installationSettings();
  if (!administer) return <AdministratorsOnly of="installation" />;
  const filters = auditFilters.safeParse(await searchParams).data ?? {};
  const [list, clock] = await Promise.all([listAudit(administer, 'all', filters), getClock()]);
  const lead = 'Who did what in this installation: sign-ins, people, projects, members, tokens, shares, edits and deletions.';
  return <AuditLog path="/settings/audit" exportPath="/api/v1/audit/export" {...{ lead, list, filters, clock }} />;
}
