import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { main } from '@/lib/cli/main';
import type { Surroundings, Terminal } from '@/lib/cli/terminal';

export interface Received {
  method: string;
  path: string;
  /** Who sent it says who they are with this. */
  authorization: string | undefined;
  query: URLSearchParams;
  body: string;
}

/** What the stand-in answers to a transcript. Nothing: the connection breaks. */
export type Answer = { status: number; body: unknown; headers?: Record<string, string> } | null;

/** A server that answers as Debrief does, as far as the command line sees. */
export async function standIn(answer: (received: Received, nth: number) => Answer) {
  const received: Received[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '', 'http://stand.in');
    if (url.pathname === '/api/health') return void response.end('{"status":"ok"}');
    const { method = '', headers } = request;
    const body = (await buffer(request)).toString('utf8');
    const one = { method, path: url.pathname, query: url.searchParams, body, authorization: headers.authorization };
    received.push(one);
    const said = answer(one, received.length);
    if (!said) return void request.socket.destroy();
    response.writeHead(said.status, { 'content-type': 'application/json', ...said.headers });
    response.end(typeof said.body === 'string' ? said.body : JSON.stringify(said.body));
  };
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, received, close };
}

/** A terminal that keeps what it is told. */
export function keepingTerminal(asks: Pick<Terminal, 'choose' | 'confirm'> = {}) {
  const said = { out: '', err: '' };
  const terminal: Terminal = {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    isWatched: false,
    ...asks,
  };
  return { said, terminal };
}

/** Runs the command line and keeps what it writes. */
export async function runCli(
  args: string[],
  {
    cwd = '/',
    home = '/nowhere',
    env = {},
    program = '/opt/debrief/lib/cli',
    ...asks
  }: Partial<Omit<Surroundings, 'terminal'>> & Pick<Terminal, 'choose' | 'confirm'> = {},
) {
  const { said: written, terminal } = keepingTerminal(asks);
  const status = await main(args, { env, cwd, home, program, terminal });
  return { status, ...written };
}

/** The result of a transcript of one session. */
export const imported = (id: string, accepted: number, duplicates = 0, warnings: unknown[] = []) => ({
  sessions: [
    {
      sid: id,
      external_id: id,
      format: 'claude-code',
      url: `/orchard/sessions/${id}`,
      accepted,
      duplicates,
      prompts: 1,
      segments: 1,
      warnings,
    },
  ],
});

/** The refusal of a request. */
export const refused = (status: number, code: string, detail: string) => ({
  type: `https://debrief.example/problems/${code}`,
  title: code,
  status,
  detail,
  code,
  issues: [],
  request_id: 'r',
});
