import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '@/db/client';
import { accounts, deviceCodes, people, signIns, verifications } from '@/db/schema';
import { accountHooks } from '@/lib/auth/account-hooks';
import { CLIENT_HEADER } from '@/lib/auth/client-address';
import { jobContext } from '@/lib/auth/context';
import { deviceRedemption, deviceSignIn } from '@/lib/auth/device';
import { OIDC, providerOptions, providersOf } from '@/lib/auth/providers';
import type { Env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { MAX_PASSWORD_CHARS, PASSWORD_CHARS } from '@/lib/people/account-schema';
import { installationKey } from '@/lib/projects/commands';

/** Sign-in is asked for again after this long, in seconds. */
const SIGN_IN_SECONDS = 30 * 24 * 3600;

/** Where the pages of this installation are, as browsers see them. */
export const originOf = ({ DEBRIEF_URL, HOST, PORT }: Pick<Env, 'DEBRIEF_URL' | 'HOST' | 'PORT'>): string =>
  new URL(DEBRIEF_URL ?? `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${PORT}`).origin;

type Accounts = ReturnType<typeof makeAccounts>;
type Kept = WeakMap<Database, Promise<Accounts>>;
const made: Kept = new WeakMap();
const madeWithProviders: Kept = new WeakMap();

/** Sign-ins, kept by better-auth in our tables: one for each database. The key that signs cookies is the same on every node. */
export const accountsOf = (db: Database, env: Env): Promise<Accounts> =>
  keep(made, db, async () => makeAccounts(db, env, await keyOf(db)));

/** The same with the providers: these are asked for their addresses, and one that does not answer must not keep others from signing in. */
export const accountsWithProviders = (db: Database, env: Env): Promise<Accounts> =>
  keep(madeWithProviders, db, async () => {
    const accounts = makeAccounts(db, env, await keyOf(db), providerOptions(db, env));
    const { socialProviders } = await accounts.$context;
    const isMissing = env.OIDC_ISSUER !== undefined && !socialProviders.some(({ id }) => id === OIDC);
    if (isMissing && providersOf(env).length === 1)
      throw new AppError('unavailable', 'The provider does not answer. Try again in a moment.');
    if (isMissing) madeWithProviders.delete(db);
    return accounts;
  });

/** What could not be made must not be remembered. */
function keep(kept: Kept, db: Database, make: () => Promise<Accounts>): Promise<Accounts> {
  const known = kept.get(db) ?? make();
  kept.set(db, known);
  known.catch(() => kept.delete(db));
  return known;
}

const keyOf = (db: Database) => installationKey(jobContext(db, 'accounts'), 'accounts');

function makeAccounts(
  db: Database,
  env: Env,
  key: Buffer,
  { socialProviders, plugins }: Partial<ReturnType<typeof providerOptions>> = {},
) {
  const origin = originOf(env);
  return betterAuth({
    appName: 'Debrief',
    baseURL: origin,
    basePath: '/api/auth',
    secret: key.toString('hex'),
    database: drizzleAdapter(tables(db), { provider: 'pg', schema: SCHEMA }),
    user: {
      additionalFields: {
        isAdmin: { type: 'boolean', input: false, defaultValue: false },
        disabledAt: { type: 'date', input: false, required: false },
      },
    },
    session: { expiresIn: SIGN_IN_SECONDS, disableSessionRefresh: true },
    account: { accountLinking: LINKING, updateAccountOnSignIn: false },
    databaseHooks: accountHooks(db),
    socialProviders: socialProviders ?? {},
    onAPIError: { errorURL: `${origin}/sign-in` },
    verification: { storeIdentifier: 'hashed' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_CHARS,
      maxPasswordLength: MAX_PASSWORD_CHARS,
    },
    plugins: [deviceSignIn(), deviceRedemption(), ...(plugins ?? [])],
    rateLimit: { enabled: false }, // lib/http limits these requests with all others
    telemetry: { enabled: false },
    advanced: {
      cookiePrefix: 'debrief',
      useSecureCookies: origin.startsWith('https:'),
      database: { generateId: () => uuidv7() },
      ipAddress: { ipAddressHeaders: [CLIENT_HEADER] },
    },
    logger: { disabled: true },
  });
}

/** Somebody who is signed in says which account at a provider is theirs, whatever email that has; nobody else does. */
const LINKING = { disableImplicitLinking: true, allowDifferentEmails: true, trustedProviders: ['github', 'google', OIDC] };

const SCHEMA = { user: people, session: signIns, account: accounts, verification: verifications, deviceCode: deviceCodes };

/** The connection that is good now: a pool is replaced when it loses one. */
const tables = (db: Database) => new Proxy({}, { get: (_, name) => Reflect.get(db.orm, name, db.orm) });
