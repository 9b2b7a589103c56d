import { asc, eq } from 'drizzle-orm';
import { members, people } from '@/db/schema';
import type { Context } from '@/lib/auth/context';
import type { Member } from '@/lib/people/member-schema';
import { getProject } from '@/lib/projects/queries';

/** Who has a part in a project, by name, or null if there is no such project. Emails are for those who manage it. */
export async function listMembers(
  ctx: Context,
  projectName: string,
  { withEmails }: { withEmails: boolean },
): Promise<Member[] | null> {
  const project = await getProject(ctx, projectName);
  if (!project) return null;
  const rows = await ctx.db.orm
    .select({ person: people, role: members.role, joinedAt: members.createdAt })
    .from(members)
    .innerJoin(people, eq(people.id, members.personId))
    .where(eq(members.projectId, project.id))
    .orderBy(asc(people.name), asc(people.id));
  return rows.map(({ person, role, joinedAt }) => ({
    id: person.id,
    name: person.name,
    email: withEmails ? person.email : null,
    role,
    is_disabled: person.disabledAt !== null,
    joined_at: joinedAt.toISOString(),
  }));
}
