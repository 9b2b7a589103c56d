import { and, asc, eq, isNotNull, isNull, max } from 'drizzle-orm';
import { auditLog, members, people, projects, signIns } from '@/db/schema';
import type { Context } from '@/lib/auth/context';
import type { Person } from '@/lib/people/person-schema';
import { hasAllProjects } from '@/lib/projects/scope-queries';

/** Everybody who can sign in, by name; nobody for who does not administer the installation. */
export async function listPeople(ctx: Context): Promise<Person[]> {
  if (!hasAllProjects(ctx)) return [];
  const [rows, parts, signInOf] = await Promise.all([
    ctx.db.orm.select().from(people).where(isNotNull(people.email)).orderBy(asc(people.name), asc(people.id)),
    listParts(ctx),
    lastSignIns(ctx),
  ]);
  return rows.map((person) => ({
    id: person.id,
    name: person.name,
    email: person.email ?? '',
    is_admin: person.isAdmin,
    disabled_at: person.disabledAt?.toISOString() ?? null,
    created_at: person.createdAt.toISOString(),
    last_sign_in_at: signInOf(person.id)?.toISOString() ?? null,
    projects: parts.filter(({ personId }) => personId === person.id).map(({ project, role }) => ({ project, role })),
  }));
}

const listParts = ({ db: { orm } }: Context) =>
  orm
    .select({ personId: members.personId, project: projects.name, role: members.role })
    .from(members)
    .innerJoin(projects, and(eq(projects.id, members.projectId), isNull(projects.deletedAt)))
    .orderBy(asc(projects.name));

/** By the browsers that are signed in, and by the log for those that no longer are. */
async function lastSignIns({ db: { orm } }: Context): Promise<(personId: string) => Date | null> {
  const [open, logged] = await Promise.all([
    orm
      .select({ id: signIns.userId, at: max(signIns.createdAt) })
      .from(signIns)
      .groupBy(signIns.userId),
    orm
      .select({ id: auditLog.actorId, at: max(auditLog.at) })
      .from(auditLog)
      .where(eq(auditLog.action, 'signin.succeeded'))
      .groupBy(auditLog.actorId),
  ]);
  return (personId) => {
    const times = [...open, ...logged].flatMap(({ id, at }) => (id === personId && at ? [at.getTime()] : []));
    return times.length > 0 ? new Date(Math.max(...times)) : null;
  };
}
