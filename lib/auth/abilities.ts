/** What one may do in a project: see it, add sessions to it, say what one thinks of them, and decide who else may. */
export type Ability = 'read' | 'ingest' | 'review' | 'manage';

/** What a route asks of whoever calls it: an ability in the project it is about, to be a signed-in person, to administer the installation, or nothing. */
export type Need = Ability | 'person' | 'administrator' | 'anyone';

const ROLES = {
  viewer: ['read'],
  reviewer: ['read', 'ingest', 'review'],
  admin: ['read', 'ingest', 'review', 'manage'],
} as const satisfies Record<string, readonly Ability[]>;
/** A person's part in a project. */
export type Role = keyof typeof ROLES;

/** What a token may be given; no token manages, so that none makes another. */
export type Scope = Exclude<Ability, 'manage'>;

export const mayAs = (role: Role, ability: Ability): boolean => (ROLES[role] as readonly Ability[]).includes(ability);
