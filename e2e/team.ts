import { join } from 'node:path';
import { type Browser, type BrowserContext, test as base, expect } from '@playwright/test';
import { startPostgres } from '../db/embedded.mjs';
import { Api } from './fixtures';
import { freePort, removeHome, startServer, temporaryHome } from './server.mjs';

export { expect };
export const PASSWORD = 'a ferry for every tide';

type Server = Awaited<ReturnType<typeof startServer>>;

/** Two instances in team mode on one Postgres, which start at the same moment; the first administrator is made by a test. */
export interface Team {
  servers: [Server, Server];
  url: string;
  /** Where their Postgres is. */
  database: string;
  /** What the server printed for whoever is first. */
  code: string;
  /** The page's own way in: a browser context that is signed in. */
  signedIn(browser: Browser, email: string): Promise<BrowserContext>;
  /** The API as a person sees it: with the cookies of a browser. */
  as(context: BrowserContext, project: string): Promise<Api>;
  /** The API with a token. */
  withToken(token: string, project: string): Api;
}

/** `team`: one for each `installation`, which a file names by `test.use`. */
export const test = base.extend<object, { team: Team; installation: string }>({
  installation: ['', { option: true, scope: 'worker' }],
  team: [
    async ({ installation: _ }, use) => {
      const home = temporaryHome();
      const postgres = await startPostgres({ dir: join(home, 'postgres') });
      const start = async (name: string) =>
        startServer({
          home: join(home, name),
          port: await freePort(),
          env: { DEBRIEF_MODE: 'team', DATABASE_URL: postgres.url },
        });
      const servers = await Promise.all([start('one'), start('two')]);
      try {
        const printed = () => /with the code (\S+)/.exec(servers[0].output())?.[1] ?? '';
        await expect.poll(printed).not.toBe(''); // it stands under the line that says that the server is ready
        await use(teamOn(servers, { code: printed(), database: postgres.url }));
      } finally {
        await Promise.all(servers.map((server) => server.stop()));
        await postgres.stop();
        await removeHome(home);
      }
    },
    { scope: 'worker', timeout: 300_000 },
  ],
});

function teamOn(servers: [Server, Server], given: Pick<Team, 'code' | 'database'>): Team {
  const [first] = servers;
  const url = first.url;
  return {
    servers,
    url,
    ...given,
    async signedIn(browser, email) {
      const context = await browser.newContext({ baseURL: url });
      const answer = await context.request.post('/api/auth/sign-in/email', {
        data: { email, password: PASSWORD },
        headers: { origin: url },
      });
      expect(answer.status()).toBe(200);
      return context;
    },
    async as(context, project) {
      const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
      return new Api(url, project, { cookie });
    },
    withToken: (token, project) => new Api(url, project, { authorization: `Bearer ${token}` }),
  };
}
