import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext } from '@playwright/test';
import { Api, TranscriptWriter } from './fixtures';
import { expect, PASSWORD, type Team } from './team';

/** Somebody who can sign in, and is: the header of their browser. */
export interface Person {
  email: string;
  cookie: string;
}

const send = (url: string, body: unknown, cookie = '', origin = '') =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}), ...(origin ? { origin } : {}) },
    body: JSON.stringify(body),
  });

/** The header that a browser sends. */
export const cookieOf = async (context: BrowserContext): Promise<string> =>
  (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');

const cookiesSetBy = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

/** The first administrator, let in by the code that the servers print; signed in where another file that shares the installation has used it. */
export async function firstAdministrator({ url, code }: Team, email = 'ida@example.test'): Promise<Person> {
  const welcome = await send(`${url}/api/v1/welcome`, { code, name: 'Ida', email, password: PASSWORD });
  const answer = welcome.ok ? welcome : await send(`${url}/api/auth/sign-in/email`, { email, password: PASSWORD }, '', url);
  expect([answer.status, await answer.text()]).toEqual([200, expect.anything()]);
  return { email, cookie: cookiesSetBy(answer) };
}

/** Somebody new, by an invitation of an administrator: into a project, or into the installation. */
export async function invited(
  { url }: Team,
  by: Person,
  { name, project, role, is_admin }: { name: string; project?: string; role?: string; is_admin?: boolean },
): Promise<Person> {
  const into = project ? `/api/v1/projects/${project}/invitations` : '/api/v1/invitations';
  const invitation = await send(url + into, project ? { role } : { is_admin }, by.cookie);
  expect(invitation.status).toBe(201);
  const secret = new URL((await invitation.json()).url).pathname.split('/').at(-1);
  const email = `${name.toLowerCase()}@example.test`;
  const answer = await send(`${url}/api/v1/invitations/${secret}`, { name, email, password: PASSWORD });
  expect(answer.status).toBe(200);
  return { email, cookie: cookiesSetBy(answer) };
}

/** A project with a session of two turns, sent by an administrator. */
export async function filled({ url }: Team, { cookie }: Person, project: string) {
  const api = new Api(url, project, { cookie });
  const text = new TranscriptWriter()
    .prompt(`Lay the keel of ${project}`)
    .runs('Bash', { command: 'make keel' }, 'ok')
    .says('Laid.');
  const { sessions } = await api.transcript(text.text());
  const { sid, url: page } = sessions[0] ?? { sid: '', url: '' };
  return { project, sid, page: new URL(page).pathname, cookie };
}

/** The pages and route handlers of `app`, as their files. */
export function pageFiles(): string[] {
  const app = fileURLToPath(new URL('../app', import.meta.url));
  return readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((path) => /(^|\/)(page\.tsx|route\.tsx?)$/.test(path))
    .sort();
}

export const rootOf = (...parts: string[]) => join(fileURLToPath(new URL('..', import.meta.url)), ...parts);
