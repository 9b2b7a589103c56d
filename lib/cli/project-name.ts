import { CliError } from '@/lib/cli/terminal';
import { projectName } from '@/lib/projects/schema';

/** The project that the person names, if they do. Throws CliError for what is no name of a project. */
export function requireProject(name: string | undefined): string | null {
  if (name === undefined) return null;
  const checked = projectName.safeParse(name);
  if (!checked.success) throw new CliError(`--project ${name}: ${checked.error.issues[0]?.message}.`);
  return checked.data;
}
