import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '@/db/client';
import { networkOf } from '@/lib/auth/client-address';
import type { Identity } from '@/lib/auth/identity';
import { AppError } from '@/lib/errors';
import { LIMITS } from '@/lib/limits';

const A_MINUTE = 60;
const A_QUARTER_HOUR = 15 * A_MINUTE;

/** How often something may be done within how many seconds, counted for each key. */
const RULES = {
  token: { points: LIMITS.token_requests, duration: A_MINUTE },
  person: { points: LIMITS.person_requests, duration: A_MINUTE },
  address: { points: LIMITS.address_requests, duration: A_MINUTE },
  unknown_token: { points: LIMITS.unknown_tokens, duration: A_MINUTE },
  /** Of one email from one address: who guesses is stopped, and cannot keep its owner out from elsewhere. */
  sign_in: { points: LIMITS.failed_sign_ins, duration: A_QUARTER_HOUR },
  sign_in_address: { points: 5 * LIMITS.failed_sign_ins, duration: A_QUARTER_HOUR },
  sign_in_email: { points: 20 * LIMITS.failed_sign_ins, duration: A_QUARTER_HOUR },
} satisfies Record<string, { points: number; duration: number }>;
type Rule = keyof typeof RULES;

/** They share a table: one of them forgets for all what has expired. */
const SWEEPER: Rule = 'token';

type Limiters = Record<Rule, RateLimiterPostgres>;
const made = new WeakMap<Database, Limiters>();

/** Counts a request of somebody, or of an address where nobody is signed in. Throws `rate_limited`. The counts stand in Postgres: a limit holds over all instances. */
export async function limitRequests(db: Database, identity: Identity | null, ip: string | null | undefined): Promise<void> {
  const actor = identity?.actor;
  if (actor?.type === 'person' || actor?.type === 'token') return consume(db, actor.type, actor.id);
  return consume(db, 'address', placeOf(ip));
}

/** Counts a request with a token that is none: guessing is hopeless, but it costs. Throws `rate_limited`. */
export const limitUnknownTokens = (db: Database, ip: string | null | undefined): Promise<void> =>
  consume(db, 'unknown_token', placeOf(ip));

const placeOf = (ip: string | null | undefined): string => (ip ? networkOf(ip) : 'unknown');

/** Counts an attempt to sign in, or to use a code of the kind named instead of an email. Throws `rate_limited`. `succeeded` takes the count back. */
export async function limitSignIn(
  db: Database,
  email: string,
  ip: string | null | undefined,
): Promise<{ succeeded(): Promise<void> }> {
  const name = email.trim().toLowerCase().slice(0, LIMITS.id_chars);
  const counts: [Rule, string][] = [
    ['sign_in', `${name} ${placeOf(ip)}`],
    ['sign_in_address', placeOf(ip)],
    ['sign_in_email', name],
  ];
  for (const [rule, key] of counts) await consume(db, rule, key);
  const succeeded = async () => {
    for (const [rule, key] of counts) await limitersOf(db)[rule].reward(key, 1);
  };
  return { succeeded };
}

async function consume(db: Database, rule: Rule, key: string): Promise<void> {
  try {
    await limitersOf(db)[rule].consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000));
    throw new AppError('rate_limited', `Too many requests. Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`, {
      retryAfter: seconds,
    });
  }
}

function limitersOf(db: Database): Limiters {
  const known = made.get(db);
  if (known) return known;
  const limiter = ([name, rule]: [string, { points: number; duration: number }]) => [
    name,
    new RateLimiterPostgres({
      ...rule,
      keyPrefix: name,
      storeClient: asClient(db),
      storeType: 'client',
      tableName: 'rate_limits',
      tableCreated: true,
      inMemoryBlockOnConsumed: rule.points + 1,
      clearExpiredByTimeout: name === SWEEPER,
    }),
  ];
  const limiters = Object.fromEntries(Object.entries(RULES).map(limiter)) as Limiters;
  made.set(db, limiters);
  return limiters;
}

interface Query {
  text: string;
  values: (string | number)[];
}

/** The limiter speaks to a client of `pg`; three times faster than through drizzle (0.25 against 0.8 ms of CPU). */
const asClient = (db: Database) => ({
  query: async ({ text, values }: Query) => {
    const rows = await db.sql.unsafe(text, values, { prepare: true });
    return { rows, rowCount: rows.count };
  },
});
