import { redirect } from 'next/navigation';
import { projectSettings } from './access';

export default async function ProjectSettings({ params }: { params: Promise<{ project: string }> }) {
  const { project } = await projectSettings((await params).project);
  redirect(`/${project.name}/settings/general`);
}
