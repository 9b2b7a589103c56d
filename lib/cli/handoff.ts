import { authorizationFor, refusalOf } from '@/lib/cli/credentials';
import { findServer, requireServer } from '@/lib/cli/server';
import { CliError, plain, plainLines, type Surroundings } from '@/lib/cli/terminal';
import { type Problem, problem } from '@/lib/http/schema';
import { sidOfPath } from '@/lib/sessions/slug';

const TIMEOUT_MS = 120_000;

/** Prints the handoff of a session as Markdown. `session` is its sid, or the address of its page or of one of its segments. */
export async function runHandoff(
  session: string,
  options: { server?: string; cut?: string },
  { env, ...more }: Surroundings,
): Promise<number> {
  const page = URL.canParse(session) ? new URL(session) : null;
  const part = page ? page.pathname.match(/\/sessions\/([^/]+)/)?.[1] : session;
  if (!part || !/^[\w-]+$/.test(part))
    throw new CliError(
      `${session} names no session. Give its id, or the address of its page such as http://127.0.0.1:3000/flower/sessions/4f7k2m9c`,
    );
  const server = findServer(options.server ?? page?.origin, { env, ...more });
  await requireServer(server);
  const query = new URLSearchParams({ format: 'md' });
  const cut = options.cut ?? page?.searchParams.get('cut');
  if (cut) query.set('cut', cut);
  const url = `${server}/api/v1/sessions/${sidOfPath(part)}/handoff?${query}`;
  const headers = await authorizationFor(
    server,
    { env, ...more },
    { isNamedByLink: options.server === undefined && page !== null },
  );
  const answer = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
  const text = await answer.text();
  if (!answer.ok) {
    const said = problemIn(text);
    const reason = said && (refusalOf(said, headers.authorization !== undefined) ?? said.detail);
    throw new CliError(`${server} has no handoff for ${session}: ${plain(reason ?? `${answer.status}`)}`);
  }
  more.terminal.out(plainLines(text));
  return 0;
}

function problemIn(body: string): Problem | null {
  try {
    return problem.parse(JSON.parse(body));
  } catch {
    return null; // not an answer of Debrief
  }
}
