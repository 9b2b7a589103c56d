import { notFound } from 'next/navigation';
import { pageContext } from '@/lib/auth/session';
import { getProject } from '@/lib/projects/queries';

/**
 * The project whose settings are asked for, what may be read of it, and the context for managing it: null for who may not.
 * A project that one does not see is not found, as one that does not exist.
 */
export async function projectSettings(name: string) {
  const [ctx, wide] = await Promise.all([pageContext(), pageContext('manage')]);
  const [project, managed] = await Promise.all([getProject(ctx, name), getProject(wide, name)]);
  if (!project) notFound();
  return { project, ctx, manage: managed && wide };
}
