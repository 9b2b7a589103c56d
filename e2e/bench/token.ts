import { connect } from '@/db/client';
import { localContext } from '@/lib/auth/context';
import { identify } from '@/lib/auth/identify';
import { readEnv } from '@/lib/env';
import { createApp } from '@/lib/http/app';
import { ensureProject } from '@/lib/projects/commands';
import { createProjectToken } from '@/lib/tokens/commands';

const ROUNDS = 5;
const REQUESTS = 200;
const ORIGIN = 'http://127.0.0.1:3000';

/** Milliseconds of CPU for one request that appends one event, without a token in local mode and with one in team mode, and for checking one alone. */
export async function measureToken(url: string): Promise<Record<string, Record<string, number>>> {
  const db = connect(url, { max: 1 });
  try {
    const ctx = localContext(db, 'bench');
    await ensureProject(ctx, 'bench');
    const { value } = await createProjectToken(ctx, 'bench', { name: 'bench', scopes: ['ingest'] });
    const headers = new Headers({ authorization: `Bearer ${value}` });
    const team = readEnv({ DEBRIEF_MODE: 'team' });
    const [local, withToken] = [createApp({ db, env: readEnv({}) }), createApp({ db, env: team })];
    const append = async (app: typeof local, session: string, n: number, more: Record<string, string> = {}) => {
      const events = [{ id: String(n), actor: 'agent', kind: 'message', text: 'The boats are counted' }];
      const answer = await app.fetch(
        new Request(`${ORIGIN}/api/v1/projects/bench/sessions/${session}/events`, {
          method: 'POST',
          body: JSON.stringify({ events }),
          headers: { host: '127.0.0.1:3000', 'content-type': 'application/json', ...more },
        }),
      );
      if (!answer.ok) throw new Error(await answer.text());
    };
    const rounds = { 'no token, local mode': [], 'a token, team mode': [], 'its check alone': [] } as Record<string, number[]>;
    // In turns, so that whatever else the machine does weighs on all alike; the first round warms up.
    for (let round = 0; round <= ROUNDS; round++) {
      const from = round * REQUESTS;
      const spent = [
        await cpuOf((n) => append(local, 'without', from + n)),
        await cpuOf((n) => append(withToken, 'with', from + n, { authorization: `Bearer ${value}` })),
        await cpuOf(async () => void (await identify(db, team, headers))),
      ];
      if (round > 0) for (const [at, name] of Object.keys(rounds).entries()) rounds[name]?.push(spent[at] ?? 0);
    }
    return Object.fromEntries(Object.entries(rounds).map(([name, all]) => [name, { 'CPU ms': median(all) }]));
  } finally {
    await db.close();
  }
}

async function cpuOf(work: (n: number) => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  for (let n = 0; n < REQUESTS; n++) await work(n);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / REQUESTS;
}

const median = (values: number[]): number =>
  Math.round((values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0) * 1000) / 1000;
