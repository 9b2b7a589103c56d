import { and, eq, isNull, ne } from 'drizzle-orm';
import { validate as isUuid } from 'uuid';
import type { Tx } from '@/db/client';
import { members, people, projects } from '@/db/schema';
import { recordAudit } from '@/lib/audit/commands';
import type { Role } from '@/lib/auth/abilities';
import type { Context } from '@/lib/auth/context';
import { personOf } from '@/lib/auth/person-of';
import { AppError } from '@/lib/errors';
import { getProject } from '@/lib/projects/queries';

/** Who is meant: a person by id, in a project by name. */
export interface MemberKey {
  project: string;
  person: string;
}
interface Found {
  project: { id: string; name: string };
  person: { id: string; name: string };
  role: Role | null;
}

/**
 * Gives a member another role; an administrator of the installation may make a member of anybody this way.
 * Throws `not_found`; `conflict` where a project would be left without an administrator.
 */
export async function putMember(ctx: Context, key: MemberKey, role: Role): Promise<void> {
  await inProject(ctx, key, async (tx, { project, person, role: before }) => {
    if (before === null && !isAdministrator(ctx)) throw notMember();
    if (before === role) return;
    if (before === 'admin') await assertAnother(ctx, tx, { project, person });
    const its = { projectId: project.id, personId: person.id };
    await tx
      .insert(members)
      .values({ ...its, role })
      .onConflictDoUpdate({ target: [members.projectId, members.personId], set: { role } });
    await recordAudit(ctx, tx, {
      action: before === null ? 'member.added' : 'member.changed',
      project,
      subject: person.name,
      subjectId: person.id,
      details: before === null ? { role } : { role, before },
    });
  });
}

/** Takes a person out of a project. Throws `not_found`; `conflict` where it would be left without an administrator. */
export async function removeMember(ctx: Context, key: MemberKey): Promise<void> {
  await inProject(ctx, key, async (tx, { project, person, role }) => {
    if (role === null) throw notMember();
    if (role === 'admin') await assertAnother(ctx, tx, { project, person });
    await tx.delete(members).where(and(eq(members.projectId, project.id), eq(members.personId, person.id)));
    await recordAudit(ctx, tx, {
      action: 'member.removed',
      project,
      subject: person.name,
      subjectId: person.id,
      details: { role },
    });
  });
}

/** Takes the person who asks out of a project. Throws as `removeMember`. */
export async function leaveProject(ctx: Context, project: string): Promise<void> {
  await removeMember(ctx, { project, person: personOf(ctx).id });
}

/** Changes to the members of one project wait for each other, so that two never remove its last administrators. */
async function inProject(ctx: Context, key: MemberKey, work: (tx: Tx, found: Found) => Promise<void>): Promise<void> {
  const project = await getProject(ctx, key.project);
  if (!project) throw new AppError('not_found', 'There is no project of this name.');
  if (!isUuid(key.person)) throw notMember();
  await ctx.db.orm.transaction(async (tx) => {
    await tx.select({ id: projects.id }).from(projects).where(eq(projects.id, project.id)).for('no key update');
    const [found] = await tx
      .select({ id: people.id, name: people.name, role: members.role })
      .from(people)
      .leftJoin(members, and(eq(members.personId, people.id), eq(members.projectId, project.id)))
      .where(eq(people.id, key.person));
    if (!found) throw notMember();
    await work(tx, { project, person: { id: found.id, name: found.name }, role: found.role });
  });
}

/** Who administers the installation may leave a project without an administrator: they are one of every project. */
async function assertAnother(ctx: Context, tx: Tx, { project, person }: Omit<Found, 'role'>): Promise<void> {
  if (isAdministrator(ctx)) return;
  const [other] = await tx
    .select({ id: people.id })
    .from(members)
    .innerJoin(people, eq(people.id, members.personId))
    .where(and(eq(members.projectId, project.id), eq(members.role, 'admin'), ne(people.id, person.id), isNull(people.disabledAt)))
    .limit(1);
  if (!other)
    throw new AppError('conflict', `${person.name} is the last administrator of ${project.name}. Make another member one first.`);
}

const isAdministrator = ({ actor }: Context) => actor.type === 'person' && actor.isAdmin;

const notMember = () => new AppError('not_found', 'This person is no member of the project.');
