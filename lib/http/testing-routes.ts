import type { RouteConfig } from '@hono/zod-openapi';
import type { Need } from '@/lib/auth/abilities';
import type { createApp } from '@/lib/http/app';
import { PASSWORD } from '@/lib/http/testing-belongings';
import type { Scene } from '@/lib/http/testing-scene';

/** A route as it was declared, and its rule. */
export interface Ruled {
  method: string;
  /** With its parameters in braces. */
  path: string;
  need: Need | undefined;
}

/** The rules of routes that stand in no document: exports at the pages' own addresses, and what browsers ask to sign in and out. */
const UNDOCUMENTED: Record<string, Need> = {
  'GET /{project}/sessions/{file}': 'read',
  'GET /{project}/sessions/{session}/segments/{file}': 'read',
  'POST /api/auth/sign-in/email': 'anyone',
  'POST /api/auth/sign-in/social': 'anyone',
  'GET /api/auth/callback/{id}': 'anyone',
  'POST /api/auth/sign-out': 'anyone',
  'POST /api/auth/link-social': 'person',
};

/** Every route of the API. One without a rule has no `need`. */
export function routesOf(app: ReturnType<typeof createApp>): Ruled[] {
  const declared = app.openAPIRegistry.definitions.flatMap((definition) =>
    definition.type === 'route' ? [ruled(definition.route)] : [],
  );
  const known = new Set(declared.map(nameOf));
  const mounted = app.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => ({ method, path: path.replaceAll(/:(\w+)(\{(?:[^{}]|\{[^}]*\})*\})?/g, '{$1}') }))
    .filter((route) => !known.has(nameOf(route)));
  const others = new Map(mounted.map((route) => [nameOf(route), route]));
  return [...declared, ...[...others].map(([name, route]) => ({ ...route, need: UNDOCUMENTED[name] }))];
}

const ruled = (route: RouteConfig): Ruled => ({
  method: route.method.toUpperCase(),
  path: route.path,
  need: (route as { 'x-access'?: Need })['x-access'],
});

export const nameOf = ({ method, path }: Pick<Ruled, 'method' | 'path'>): string => `${method} ${path}`;

/** What parameters are, by the end of a path up to them; the longest that fits counts. */
const PARAMS: Record<string, (scene: Scene) => string> = {
  '{project}': ({ project }) => project,
  '{sid}': ({ sid }) => sid,
  '{session}': ({ sid }) => sid,
  'sessions/{file}': ({ sid }) => `x-${sid}.json`,
  'segments/{file}': () => '1.md',
  'segments/{id}': ({ segment }) => segment,
  'comments/{id}': ({ comment }) => comment,
  'flags/{id}': ({ flag }) => flag,
  '{field}': () => 'title',
  'tokens/{id}': ({ token }) => token,
  'members/{person}': ({ member }) => member,
  'people/{id}': ({ member }) => member,
  'v1/invitations/{id}': ({ invitation }) => invitation,
  'v1/invitations/{token}': ({ invitationSecret }) => invitationSecret,
  'callback/{id}': () => 'github',
  'sign-ins/{id}': ({ ownSignIn }) => ownSignIn,
  'providers/{provider}': ({ ownProvider }) => ownProvider,
  'me/tokens/{id}': ({ ownToken }) => ownToken,
  'questions/{id}': ({ question }) => question,
  'next-steps/{id}': ({ step }) => step,
  'decisions/{id}': ({ decision }) => decision,
  'reference-rules/{id}': ({ rule }) => rule,
  '{share}': ({ share }) => share,
  'shares/{token}': ({ shareSecret }) => shareSecret,
  '{external_id}': () => 'ferry',
  'tombstones/{external_id}': ({ gone }) => gone,
  '{key}': () => 'hull',
  '{n}': () => '1',
  '{seq}': () => '1',
  '{ref}': () => encodeURIComponent('#271'),
};

const EVENT = { id: 'late', at: '2026-03-02T10:00:00Z', actor: 'agent', kind: 'message', text: 'Done.' };
const TRANSCRIPT = {
  type: 'user',
  uuid: '00000000-0000-4000-8000-0000000000aa',
  sessionId: '00000000-0000-4000-8000-0000000000ab',
};

const hookOf = (project: string) => ({
  ...{ session_id: 'ferry', cwd: `/home/dev/${project}` },
  ...{ hook_event_name: 'UserPromptSubmit', prompt: 'Go on' },
});

const DEVICE_GRANT = { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', client_id: 'a-laptop' };

const newcomer = { name: 'Mia', email: 'mia@example.test', password: PASSWORD };

/** What is sent: JSON, or a text as it is. */
const BODIES: Record<string, (scene: Scene) => unknown> = {
  'PUT /api/v1/projects/{project}/sessions/{external_id}': () => ({ title: 'Mine now' }),
  'POST /api/v1/projects/{project}/sessions/{external_id}/events': () => ({ events: [EVENT] }),
  'POST /api/v1/projects/{project}/sessions/{external_id}/segments': () => ({
    segments: [{ key: 'hull', title: 'Hull', first: 1 }],
  }),
  'PUT /api/v1/projects/{project}/sessions/{external_id}/segments/{key}': () => ({ title: 'Hull', first: 1 }),
  'POST /api/v1/projects/{project}/transcripts': () =>
    `${JSON.stringify({ ...TRANSCRIPT, timestamp: EVENT.at, message: { role: 'user', content: 'Go on' } })}\n`,
  'POST /api/v1/projects/{project}/hooks/claude-code': ({ project }) => hookOf(project),
  'POST /api/v1/hooks/claude-code': ({ project }) => hookOf(project),
  'PATCH /api/v1/sessions/{sid}': () => ({ title: 'Launch the ferry' }),
  'POST /api/v1/sessions/{sid}/segmentation': () => ({ granularity: 'fine' }),
  'POST /api/v1/segments/{id}/comments': () => ({ body: 'Is the gate still shut?' }),
  'PUT /api/v1/segments/{id}/edits/{field}': () => ({ value: 'Build the ferry well' }),
  'POST /api/v1/segments/{id}/flags': () => ({ field: 'title', text: 'Build the ferry' }),
  'PUT /api/v1/comments/{id}': () => ({ body: 'Is the gate shut again?' }),
  'PATCH /api/v1/comments/{id}': () => ({ body: 'Is the gate open?' }),
  'PUT /api/v1/sessions/{sid}/seen': () => ({ seq: 1 }),
  'POST /api/v1/segments/{id}/split': () => ({ at: 4 }),
  'PUT /api/v1/segments/{id}/mark': () => ({ rev: 1 }),
  'POST /api/v1/sessions/{sid}/marks': () => ({ all: true }),
  'PATCH /api/v1/sessions/{sid}/marks': ({ segment }) => ({ marks: [{ segment, rev: 1 }] }),
  'POST /api/v1/sessions/{sid}/boundaries/preview': ({ segment }) => ({ reason: 'merge', segment }),
  'PATCH /api/v1/sessions/{sid}/boundaries': ({ nextSegment }) => ({ moves: [{ segment: nextSegment, first_seq: 6 }] }),
  'PUT /api/v1/questions/{id}/resolution': () => ({ answer: 'With a rope' }),
  'PUT /api/v1/questions/{id}/suggestion': ({ sid }) => ({ segment: { sid, n: 1 } }),
  'PUT /api/v1/next-steps/{id}/resolution': () => ({ done: true }),
  'PUT /api/v1/decisions/{id}/superseded-by': ({ sid }) => ({ segment: { sid, n: 1 } }),
  'POST /api/v1/projects/{project}/reference-rules': () => ({ kind: 'brief', pattern: 'B\\d+', url: 'https://briefs.test/{0}' }),
  'PATCH /api/v1/projects/{project}/reference-rules/{id}': () => ({ kind: 'ticket' }),
  'POST /api/v1/projects/{project}/tokens': () => ({ name: 'ci-runner', scopes: ['read'] }),
  'POST /api/v1/projects': ({ project }) => ({ name: `${project}-annexe` }),
  'POST /api/v1/sessions/{sid}/shares': () => ({ segment: { n: 1 } }),
  'PUT /api/v1/projects/{project}/members/{person}': () => ({ role: 'reviewer' }),
  'POST /api/v1/projects/{project}/invitations': () => ({ role: 'viewer' }),
  'POST /api/v1/invitations': () => ({}),
  'POST /api/v1/invitations/{token}': ({ me, share }) => (me ? {} : { ...newcomer, email: `${share}@example.test` }),
  'POST /api/v1/welcome': () => ({ ...newcomer, code: 'AAAA-AAAA-AAAA' }),
  'POST /api/v1/password-reset': ({ resetSecret }) => ({ token: resetSecret, password: PASSWORD }),
  'PATCH /api/v1/people/{id}': () => ({ is_disabled: true }),
  'PATCH /api/v1/me': () => ({ name: 'Ida' }),
  'PATCH /api/v1/me/preferences': () => ({ density: 'compact' }),
  'PUT /api/v1/me/password': () => ({ current_password: PASSWORD, new_password: PASSWORD }),
  'POST /api/auth/sign-in/email': ({ email }) => ({ email, password: PASSWORD }),
  'POST /api/auth/sign-in/social': () => ({ provider: 'github' }),
  'POST /api/auth/link-social': () => ({ provider: 'github' }),
  'POST /api/v1/device/code': () => ({ client_id: 'a-laptop' }),
  'POST /api/v1/device/token': ({ deviceCode }) => ({ ...DEVICE_GRANT, device_code: deviceCode }),
  'PUT /api/v1/device/approval': ({ userCode }) => ({ user_code: userCode, approved: true }),
};

/** What is asked where an address alone asks for nothing. */
const ASKED: Record<string, string> = { 'GET /api/v1/projects/{project}/search': '?q=hull' };

/** The address and the body by which a route is asked for what is in a scene. */
export function requestFor(route: Ruled, scene: Scene): { path: string; init: RequestInit } {
  const parts = route.path.split('/');
  const path = parts.map((part, i) => (part.startsWith('{') ? paramOf(route, parts.slice(0, i + 1).join('/'))(scene) : part));
  const body = BODIES[nameOf(route)]?.(scene);
  const isText = typeof body === 'string';
  const headers = { 'content-type': isText ? 'application/octet-stream' : 'application/json' };
  const sent = body === undefined ? {} : { headers, body: isText ? body : JSON.stringify(body) };
  return { path: `${path.join('/')}${ASKED[nameOf(route)] ?? ''}`, init: { method: route.method, ...sent } };
}

function paramOf(route: Ruled, upTo: string): (scene: Scene) => string {
  const [key = ''] = Object.keys(PARAMS)
    .filter((tail) => upTo.endsWith(`/${tail}`))
    .sort((a, b) => b.length - a.length);
  const value = PARAMS[key];
  if (!value) throw new Error(`${nameOf(route)}: say in PARAMS of lib/http/testing-routes.ts what ${upTo} ends with.`);
  return value;
}

/** Whether a route names something of a project. */
export const isOfProject = (route: Ruled): boolean =>
  isExplained(route) || (/\/(tokens|invitations|comments|flags)\/\{id\}/.test(route.path) && !isOwn(route));

/** Whether who has a part in the project but may not take the route is told what it takes. */
export const isExplained = ({ path }: Ruled): boolean =>
  /\{(project|sid|share)\}|\/(segments|questions|next-steps|decisions)\/\{id\}/.test(path);

/** Whether a route is about the person who asks. */
export const isOwn = ({ path }: Ruled): boolean => /\/me(\/|$)/.test(path);
