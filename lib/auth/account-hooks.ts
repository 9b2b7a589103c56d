import type { BetterAuthOptions } from 'better-auth';
import { eq } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { people } from '@/db/schema';
import { recordAudit } from '@/lib/audit/commands';
import { DEVICE_REDEMPTION } from '@/lib/auth/device';

type Hooks = NonNullable<BetterAuthOptions['databaseHooks']>;

/** Nothing is done at a provider in a person's name: its tokens are not kept. */
const NO_TOKENS = {
  accessToken: null,
  refreshToken: null,
  idToken: null,
  accessTokenExpiresAt: null,
  refreshTokenExpiresAt: null,
};

/** What is done beside what better-auth writes. */
export function accountHooks(db: Database): Hooks {
  const personOf = async (id: string) => (await db.orm.select().from(people).where(eq(people.id, id)))[0];
  return {
    account: {
      create: { before: async () => ({ data: NO_TOKENS }) },
      update: { before: async () => ({ data: NO_TOKENS }) },
    },
    session: {
      create: {
        before: async ({ userId }) => {
          const person = await personOf(userId);
          return !person || person.disabledAt ? false : undefined;
        },
        after: async ({ id, userId, ipAddress }, context) => {
          if (context?.path === DEVICE_REDEMPTION) return; // it becomes a token at once, which is written down
          const person = await personOf(userId);
          if (!person) return;
          const actor = { type: 'person', id: person.id, name: person.name, isAdmin: person.isAdmin } as const;
          const by = context?.params?.id ?? 'password';
          await recordAudit({ actor, ip: ipAddress }, db.orm, {
            action: 'signin.succeeded',
            subject: person.email ?? person.name,
            subjectId: id,
            details: { by },
          });
        },
      },
    },
  };
}
