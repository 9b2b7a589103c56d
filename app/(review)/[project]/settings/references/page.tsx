import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NewRule } from '@/components/references/new-rule';
import { RuleList } from '@/components/references/rule-list';
import { SettingsSection } from '@/components/settings/settings-shell';
import { listRules } from '@/lib/projects/rule-queries';
import { projectSettings } from '../access';

interface PageProps {
  params: Promise<{ project: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `References · ${(await params).project}` };
}

export default async function ReferenceSettings({ params }: PageProps) {
  const { project, ctx, manage } = await projectSettings((await params).project);
  const rules = await listRules(ctx, project.name);
  if (!rules) notFound();
  return (
    <>
      <SettingsSection
        title="References"
        lead="Identifiers in records become links where a rule fits. The first that fits counts."
      >
        {rules.length > 0 ? (
          <RuleList project={project.name} rules={rules} mayManage={manage !== null} />
        ) : (
          <p className="text-small text-ink-2">
            {manage
              ? 'No rule yet: every identifier is plain text.'
              : 'No rule yet. An administrator of this project can add one.'}
          </p>
        )}
      </SettingsSection>
      {manage && (
        <SettingsSection title="New rule">
          <NewRule project={project.name} />
        </SettingsSection>
      )}
    </>
  );
}
