import type { Metadata } from 'next';
import { SettingsSection } from '@/components/settings/settings-shell';
import { projectSettings } from '../access';

interface PageProps {
  params: Promise<{ project: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `Settings · ${(await params).project}` };
}

export default async function GeneralSettings({ params }: PageProps) {
  const { project } = await projectSettings((await params).project);
  return <SettingsSection title={project.name} />;
}
