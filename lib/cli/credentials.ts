import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { codeOf } from '@/lib/cli/reason';
import { findServer } from '@/lib/cli/server';
import { CliError, type Surroundings } from '@/lib/cli/terminal';
import type { Problem } from '@/lib/http/schema';

const OWNER_ALONE = 0o600;
const OWNER_ALONE_FOLDER = 0o700;
const OTHERS = 0o077;

/** Tokens by the origin of the server that they are for. */
const credentials = z.record(z.string(), z.object({ token: z.string() }));
type Credentials = z.infer<typeof credentials>;

/** The file in which sign-ins are kept. */
export const credentialsFile = ({ env, home }: Pick<Surroundings, 'env' | 'home'>): string =>
  join(env.DEBRIEF_HOME || join(home, '.debrief'), 'credentials.json');

/**
 * What to send with requests to a server: DEBRIEF_TOKEN, else the token that `debrief login` got from this very server.
 * DEBRIEF_TOKEN does not say which server it is for: it goes to none that a link named, only to one that the person or the machine's settings chose.
 */
export async function authorizationFor(
  server: string,
  surroundings: Surroundings,
  { isNamedByLink = false } = {},
): Promise<Record<string, string>> {
  const fromMachine = surroundings.env.DEBRIEF_TOKEN?.trim();
  const isOurs = !isNamedByLink || originOf(findServer(undefined, surroundings)) === originOf(server);
  const token = fromMachine && isOurs ? fromMachine : await keptToken(server, surroundings);
  return token ? { authorization: `Bearer ${token}` } : {};
}

/** The token that `debrief login` keeps for a server; null where there is none. Throws CliError where others could have read it. */
export async function keptToken(server: string, surroundings: Surroundings): Promise<string | null> {
  return (await readCredentials(surroundings))[originOf(server)]?.token ?? null;
}

/** Keeps a token for a server, or forgets it. */
export async function keepToken(server: string, token: string | null, surroundings: Surroundings): Promise<void> {
  const { [originOf(server)]: _before, ...others } = await readCredentials(surroundings);
  const file = credentialsFile(surroundings);
  await mkdir(dirname(file), { recursive: true, mode: OWNER_ALONE_FOLDER });
  const text = JSON.stringify(token ? { ...others, [originOf(server)]: { token } } : others, null, 2);
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, `${text}\n`, { mode: OWNER_ALONE, flag: 'wx' });
  await rename(draft, file);
}

async function readCredentials(surroundings: Surroundings): Promise<Credentials> {
  const file = credentialsFile(surroundings);
  try {
    const { mode } = await stat(file);
    if (process.platform !== 'win32' && mode & OTHERS)
      throw new CliError(`Others may read ${file}, which holds your tokens. Run: chmod 600 '${file}'`);
    return credentials.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return {};
    if (error instanceof CliError) throw error;
    throw new CliError(`${file} cannot be read. Delete it and run debrief login again.`);
  }
}

const originOf = (server: string): string => new URL(server).origin;

/** What a refusal comes to that is about who asks, and what to do; null for any other. `isKnown`: a token was sent. */
export function refusalOf(
  { status, code, detail }: Pick<Problem, 'status' | 'code' | 'detail'>,
  isKnown: boolean,
): string | null {
  if (status !== 401 && code !== 'forbidden') return null;
  const reason = status === 401 && !isKnown ? 'Debrief asks who you are.' : detail;
  return `${reason} Sign in with debrief login, or set DEBRIEF_TOKEN.`;
}
