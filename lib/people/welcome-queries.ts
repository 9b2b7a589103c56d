import { createHmac, timingSafeEqual } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { accounts, people } from '@/db/schema';
import { jobContext, LOCAL_PERSON } from '@/lib/auth/context';
import { installationKey } from '@/lib/projects/commands';

/** Whether nobody who administers the installation can sign in yet. */
export async function awaitsAdministrator({ orm }: { orm: Pick<Database['orm'], 'select'> }): Promise<boolean> {
  const [local] = await orm.select({ email: people.email }).from(people).where(eq(people.id, LOCAL_PERSON));
  if (!local || local.email !== null) return false;
  const [administrator] = await orm
    .select({ id: people.id })
    .from(people)
    .innerJoin(accounts, eq(accounts.userId, people.id))
    .where(and(eq(people.isAdmin, true), isNull(people.disabledAt)))
    .limit(1);
  return !administrator;
}

/** Crockford's: no letter that is taken for a digit. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_CHARS = 12; // 60 bits
const CODE_GROUP = 4;

/** The code that the start prints, by which the first administrator shows that they started this: the same on every instance of one database, and kept nowhere. */
export async function welcomeCode(db: Database): Promise<string> {
  const chars = await codeChars(db);
  return chars.match(new RegExp(`.{${CODE_GROUP}}`, 'g'))?.join('-') ?? chars;
}

/** Whether somebody typed the code, in whatever case and with whatever between its groups. */
export async function isWelcomeCode(db: Database, typed: string): Promise<boolean> {
  const read = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  const digest = (text: string) => createHmac('sha256', 'compared').update(text).digest();
  return timingSafeEqual(digest(read), digest(await codeChars(db)));
}

async function codeChars(db: Database): Promise<string> {
  const key = await installationKey(jobContext(db, 'welcome'), 'welcome');
  const bytes = createHmac('sha256', key).update('first administrator').digest();
  return [...bytes.subarray(0, CODE_CHARS)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
}
