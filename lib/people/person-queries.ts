import { and, asc, eq, isNotNull, type SQL, sql } from 'drizzle-orm';
import { people, signIns } from '@/db/schema';
import type { Context } from '@/lib/auth/context';
import type { Person } from '@/lib/people/person-schema';
import { hasAllProjects } from '@/lib/projects/scope-queries';

/** Everybody who can sign in, by name; nobody for who does not administer the installation. */
export const listPeople = (ctx: Context): Promise<Person[]> => selectPeople(ctx);

/** The person of an id, as in the list of all; null for nobody, and for who does not administer the installation. */
export const getPerson = async (ctx: Context, id: string): Promise<Person | null> =>
  (await selectPeople(ctx, eq(people.id, id)))[0] ?? null;

async function selectPeople(ctx: Context, which?: SQL): Promise<Person[]> {
  if (!hasAllProjects(ctx)) return [];
  const rows = await ctx.db.orm
    .select({ person: people, lastSignInAt: lastSignIn.mapWith(signIns.createdAt), projects: parts })
    .from(people)
    .where(and(isNotNull(people.email), which))
    .orderBy(asc(people.name), asc(people.id));
  return rows.map(({ person, lastSignInAt, projects }) => ({
    id: person.id,
    name: person.name,
    email: person.email ?? '',
    is_admin: person.isAdmin,
    disabled_at: person.disabledAt?.toISOString() ?? null,
    created_at: person.createdAt.toISOString(),
    last_sign_in_at: lastSignInAt?.toISOString() ?? null,
    projects,
  }));
}

/** By the browsers that are signed in, and by the log for those that no longer are. */
const lastSignIn = sql<Date | null>`greatest(
  (select max(s.created_at) from sign_ins s where s.person_id = people.id),
  (select max(l.at) from audit_log l where l.actor_id = people.id and l.action = 'signin.succeeded'))`;

const parts = sql<Person['projects']>`coalesce((
  select json_agg(json_build_object('project', p.name, 'role', m.role) order by p.name)
  from members m join projects p on p.id = m.project_id and p.deleted_at is null where m.person_id = people.id), '[]'::json)`;
