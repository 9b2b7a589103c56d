import { eq } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { people } from '@/db/schema';
import type { Ability, Need, Role, Scope } from '@/lib/auth/abilities';
import { testTeam } from '@/lib/auth/testing';
import { newSecret } from '@/lib/auth/tokens';
import { isExplained, isOfProject, nameOf, type Ruled } from '@/lib/http/testing-routes';
import type { Scene } from '@/lib/http/testing-scene';

export type Expected = 401 | 403 | 404 | 'taken';

export interface Entered {
  headers: Record<string, string>;
  id?: string;
}

/** Somebody who asks, and what the rules say of them. */
export interface Caller {
  name: string;
  /** `refused`: they show something that opens nothing. */
  is: 'nobody' | 'refused' | 'token' | 'person' | 'administrator';
  /** What they may do in the project of a scene; null where they have no part in it. */
  may: readonly Ability[] | null;
  /** Makes them: with the headers by which they are known, and their id if they are a person. */
  enter(scene: Scene, other: Scene): Promise<Entered>;
}

const ALL = ['read', 'ingest', 'review', 'manage'] as const;
const SCOPES = ['read', 'ingest', 'review'] as const;
const shows = (secret: string): Entered => ({ headers: { authorization: `Bearer ${secret}` } });
const bearer = ({ token }: { token: string }): Entered => shows(token);
const past = () => new Date(Date.now() - 1000);

/** Everybody who may come to the door of an installation. */
export function callersOf(db: Database): Caller[] {
  const team = testTeam({ db });
  const person = (name: string, role: Role, may: Caller['may']): Caller => ({
    ...{ name, is: 'person', may },
    enter: ({ projectId }) => team.person({ roles: { [projectId]: role } }),
  });
  const token = (name: string, scopes: readonly Scope[], more: object = {}): Caller => ({
    ...{ name, is: 'expiresAt' in more || 'revokedAt' in more ? 'refused' : 'token', may: scopes },
    enter: async ({ projectId }) => bearer(await team.token({ projectId, scopes: [...scopes], ...more })),
  });
  const personal = async (projectId: string) => {
    const { id } = await team.person({ roles: { [projectId]: 'viewer' } });
    return bearer(await team.token({ personId: id, scopes: [...SCOPES] }));
  };
  return [
    { name: 'nobody', is: 'nobody', may: null, enter: async () => ({ headers: {} }) },
    person('viewer', 'viewer', ['read']),
    person('reviewer', 'reviewer', SCOPES),
    person('admin', 'admin', ALL),
    {
      ...{ name: 'administrator of the installation', is: 'administrator', may: ALL },
      enter: () => team.person({ isAdmin: true }),
    },
    {
      ...{ name: 'admin of another project', is: 'person', may: null },
      enter: (_, other) => team.person({ roles: { [other.projectId]: 'admin' } }),
    },
    { name: 'person without a project', is: 'person', may: null, enter: () => team.person() },
    ...SCOPES.map((scope) => token(`token: ${scope}`, [scope])),
    token('token: all scopes', SCOPES),
    { name: 'token of a viewer', is: 'token', may: ['read'], enter: ({ projectId }) => personal(projectId) },
    {
      ...{ name: 'token of an administrator: read', is: 'token', may: ['read'] },
      enter: async () => bearer(await team.token({ personId: (await team.person({ isAdmin: true })).id, scopes: ['read'] })),
    },
    {
      name: 'token of another project',
      is: 'token',
      may: null,
      enter: async (_, other) => token('', SCOPES).enter(other, other),
    },
    token('revoked token', SCOPES, { revokedAt: past() }),
    token('expired token', SCOPES, { expiresAt: past() }),
    { name: 'token of nobody', is: 'refused', may: null, enter: async () => shows(`dbf_${newSecret()}`) },
    { name: 'share link of another segment', is: 'refused', may: null, enter: async (_, other) => shows(other.shareSecret) },
    {
      ...{ name: 'disabled administrator', is: 'nobody', may: null },
      enter: async () => {
        const { id, headers } = await team.person({ isAdmin: true });
        await db.orm.update(people).set({ disabledAt: past() }).where(eq(people.id, id));
        return { headers };
      },
    },
  ];
}

/** What is kept for a person, or for whoever gave a token of their own: the tokens here that may review are a project's. */
const ofSomebody = ({ is, may }: Caller): Expected | null => (is === 'token' && may?.includes('review') ? 403 : null);
/** Only who wrote something changes it, and the person of the scene is none of those who ask. */
const ofAuthor = ({ may }: Caller): Expected | null => (may?.includes('review') ? 403 : null);
const ofAuthorOrAdmin = ({ may }: Caller): Expected | null => (may?.includes('review') && !may.includes('manage') ? 403 : null);
/** What is kept of a reader, or of whoever gave a token of their own; a project's token is nobody's. */
const ofReader = ({ is, name, may }: Caller): Expected | null =>
  is === 'token' && name.startsWith('token:') && may?.includes('read') ? 403 : null;

/** Routes that ask more than their rule says. */
const EXCEPTIONS: Record<string, (caller: Caller) => Expected | null> = {
  'DELETE /api/v1/token': ({ is }) => (is === 'person' || is === 'administrator' ? 403 : null), // a token gives itself up
  'POST /api/v1/sessions/{sid}/shares': ({ is, may }) => (is === 'token' && may?.includes('review') ? 403 : null), // it would outlive the token
  'DELETE /api/v1/shares/{share}': ({ is, may }) => (is === 'token' && may?.includes('review') ? 403 : null),
  'PUT /api/v1/segments/{id}/mark': ofSomebody,
  'DELETE /api/v1/segments/{id}/mark': ofSomebody,
  'POST /api/v1/sessions/{sid}/marks': ofSomebody,
  'PATCH /api/v1/sessions/{sid}/marks': ofSomebody,
  'POST /api/v1/segments/{id}/comments': ofSomebody,
  'PUT /api/v1/questions/{id}/suggestion': ofSomebody,
  'DELETE /api/v1/questions/{id}/suggestion': ofSomebody,
  'PUT /api/v1/segments/{id}/edits/{field}': ofSomebody,
  'DELETE /api/v1/segments/{id}/edits/{field}': ofSomebody,
  'POST /api/v1/segments/{id}/flags': ofSomebody,
  'DELETE /api/v1/flags/{id}': ofAuthorOrAdmin,
  'PATCH /api/v1/comments/{id}': ofAuthor,
  'PUT /api/v1/comments/{id}': ofAuthor,
  'DELETE /api/v1/comments/{id}': ofAuthorOrAdmin,
  'PUT /api/v1/sessions/{sid}/seen': ofReader,
  'PUT /api/v1/projects/{project}/seen': ofReader,
  'POST /api/auth/link-social': ({ is }) => (is === 'token' ? 401 : null), // it answers to browsers only
  'DELETE /api/v1/projects/{project}/membership': ({ is }) => (is === 'administrator' ? 404 : null), // of every project without being a member
  'POST /api/v1/hooks/claude-code': ({ is, name, may }) =>
    (may ? !may.includes('ingest') : name === 'person without a project') && is !== 'nobody' ? 404 : null, // it finds the project
  'POST /api/v1/welcome': () => 404, // there are administrators
};

/** What a rule means for a caller. */
export function expected(route: Ruled & { need: Need }, caller: Caller): Expected {
  const { is, may } = caller;
  if (is === 'refused') return 401;
  const exception = EXCEPTIONS[nameOf(route)]?.(caller);
  if (exception && (is !== 'nobody' || route.need === 'anyone')) return exception;
  if (route.need === 'anyone') return 'taken';
  if (is === 'nobody') return 401;
  if (route.need === 'person' || route.need === 'administrator') {
    if (is === 'token' || (route.need === 'administrator' && is !== 'administrator')) return 403;
    return isOfProject(route) && !may ? 404 : 'taken';
  }
  if (!isOfProject(route)) return 'taken';
  if (!may) return 404;
  if (may.includes(route.need)) return 'taken';
  return isExplained(route) ? 403 : 404;
}
