import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '@/db/client';
import { accounts, deviceCodes, people, signIns, verifications } from '@/db/schema';
import { jobContext } from '@/lib/auth/context';
import { DEVICE_PATHS, deviceRedemption, deviceSignIn } from '@/lib/auth/device';
import type { Env } from '@/lib/env';
import { installationKey } from '@/lib/projects/commands';

/** Sign-in is asked for again after this long, in seconds. */
const SIGN_IN_SECONDS = 30 * 24 * 3600;
/** How long a link of an administrator may be used to set a password, in seconds. */
const RESET_SECONDS = 24 * 3600;
/** The shortest password; NIST SP 800-63B asks for 8, and for 15 where nothing else is asked. */
export const PASSWORD_CHARS = 12;
/** Longer ones are refused before they are hashed. */
const MAX_PASSWORD_CHARS = 256;

/** Where the pages of this installation are, as browsers see them. */
export const originOf = ({ DEBRIEF_URL, HOST, PORT }: Pick<Env, 'DEBRIEF_URL' | 'HOST' | 'PORT'>): string =>
  new URL(DEBRIEF_URL ?? `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${PORT}`).origin;

type Accounts = ReturnType<typeof makeAccounts>;
const made = new WeakMap<Database, Promise<Accounts>>();

/** Sign-in with passwords and at providers, kept by better-auth in our tables: one for each database. The key that signs cookies is the same on every node. */
export function accountsOf(db: Database, env: Env): Promise<Accounts> {
  const known = made.get(db) ?? installationKey(jobContext(db, 'accounts'), 'accounts').then((key) => makeAccounts(db, env, key));
  made.set(db, known);
  known.catch(() => made.delete(db)); // a database that was away must not be remembered
  return known;
}

function makeAccounts(db: Database, env: Env, key: Buffer) {
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
    account: { accountLinking: { disableImplicitLinking: true }, updateAccountOnSignIn: false },
    verification: { storeIdentifier: 'hashed' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_CHARS,
      maxPasswordLength: MAX_PASSWORD_CHARS,
      resetPasswordTokenExpiresIn: RESET_SECONDS,
      revokeSessionsOnPasswordReset: true,
    },
    plugins: [deviceSignIn(), deviceRedemption()],
    disabledPaths: DEVICE_PATHS,
    rateLimit: { enabled: false }, // lib/http limits these requests with all others
    telemetry: { enabled: false },
    advanced: {
      cookiePrefix: 'debrief',
      useSecureCookies: origin.startsWith('https:'),
      database: { generateId: () => uuidv7() },
      ipAddress: { ipAddressHeaders: ['x-debrief-client'] },
    },
    logger: { disabled: true },
  });
}

const SCHEMA = { user: people, session: signIns, account: accounts, verification: verifications, deviceCode: deviceCodes };

/** The connection that is good now: a pool is replaced when it loses one. */
const tables = (db: Database) => new Proxy({}, { get: (_, name) => Reflect.get(db.orm, name, db.orm) });
