import { createHmac } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '@/db/client';
import { members, people, signIns, tokens } from '@/db/schema';
import type { Role, Scope } from '@/lib/auth/abilities';
import { jobContext } from '@/lib/auth/context';
import { hashOf, newSecret, newToken } from '@/lib/auth/tokens';
import { installationKey } from '@/lib/projects/commands';

const AN_HOUR = 3_600_000;

/** People, sign-ins and tokens for tests, made without the pages that make them for people. */
export function testTeam(held: { db: Database }) {
  /** A person with roles by project id, and the header of a browser in which they are signed in. */
  const person = async ({
    name = 'Ida',
    isAdmin = false,
    roles = {},
  }: {
    name?: string;
    isAdmin?: boolean;
    roles?: Record<string, Role>;
  } = {}) => {
    const id = uuidv7();
    await held.db.orm.insert(people).values({ id, name, email: `${id}@example.test`, isAdmin });
    for (const [projectId, role] of Object.entries(roles))
      await held.db.orm.insert(members).values({ projectId, personId: id, role });
    return { id, name, headers: { cookie: await signIn(id) } };
  };
  const signIn = async (userId: string) => {
    const token = newSecret();
    await held.db.orm.insert(signIns).values({ id: uuidv7(), userId, token, expiresAt: new Date(Date.now() + AN_HOUR) });
    const key = await installationKey(jobContext(held.db, 'test'), 'accounts');
    const signature = createHmac('sha256', key.toString('hex')).update(token).digest('base64');
    return `debrief.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
  };
  /** A token of a project or of a person, and the header that shows it. */
  const token = async (of: { projectId?: string; personId?: string; scopes: Scope[]; expiresAt?: Date; revokedAt?: Date }) => {
    const { token: secret, prefix } = newToken();
    const id = uuidv7();
    await held.db.orm.insert(tokens).values({ id, name: 'ci-runner', hash: hashOf(secret), prefix, ...of });
    return { id, token: secret, headers: { authorization: `Bearer ${secret}` } };
  };
  return { person, signIn, token };
}
