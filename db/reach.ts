import postgres from 'postgres';
import { NewerDatabaseError } from '@/db/migrate';

/** A server that starts together with Debrief gets this long to answer. */
const PATIENCE_MS = 15_000;
const RETRY_MS = 500;
const CONNECT_SECONDS = 5;

/** No connection, or a Postgres that is starting, stopping or full: all may pass. */
const PASSING = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EPIPE'],
  ...['CONNECT_TIMEOUT', 'CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED', '57P03', '53300'],
]);

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

/** Waits for the database to answer. Throws what it said last when it does not, at once when waiting cannot help. */
export async function reachDatabase(url: string, patience = PATIENCE_MS): Promise<void> {
  for (const end = Date.now() + patience; ; await new Promise((resolve) => setTimeout(resolve, RETRY_MS))) {
    const client = postgres(url, { max: 1, connect_timeout: CONNECT_SECONDS, onnotice: () => {} });
    try {
      await client`select 1`;
      return;
    } catch (error) {
      if (!PASSING.has(codeOf(error)) || Date.now() > end) throw error;
    } finally {
      await client.end({ timeout: 1 });
    }
  }
}

/** Says in one line why the database cannot be used and what to do. Never holds the password. */
export function explainDatabaseError(thrown: unknown, url: string): string {
  const error = thrown instanceof Error ? (thrown.cause ?? thrown) : thrown;
  const { place, user, name, password } = partsOf(url);
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  const said = password ? message.replaceAll(password, '…') : message;
  if (error instanceof NewerDatabaseError) return `${said} Update Debrief, or give it another DATABASE_URL or DEBRIEF_HOME.`;
  if (code === '28P01' || code === '28000')
    return `The database at ${place} refused ${user}. Check the user and password in DATABASE_URL.`;
  if (code === '3D000') return `There is no database ${name} at ${place}. Create it, or correct DATABASE_URL.`;
  if (code === '42501') return `${user} may not create the tables of Debrief in ${name} at ${place}: ${said}.`;
  if (PASSING.has(code))
    return `The database at ${place} cannot be reached (${code}). Check DATABASE_URL, and that Postgres runs there.`;
  return `The database at ${place} cannot be used: ${said}`;
}

function partsOf(url: string) {
  if (!URL.canParse(url)) return { place: 'the address in DATABASE_URL', user: 'the user', name: '', password: '' };
  const { hostname, port, username, pathname, password } = new URL(url);
  return {
    place: `${hostname || 'localhost'}:${port || 5432}`,
    user: username ? `the user ${decodeURIComponent(username)}` : 'the user',
    name: pathname.slice(1) || decodeURIComponent(username),
    password: decodeURIComponent(password),
  };
}
