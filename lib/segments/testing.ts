import type { Context } from '@/lib/auth/context';
import { appendEvents } from '@/lib/events/commands';
import { settleSession } from '@/lib/segments/commands';
import { ensureSession } from '@/lib/sessions/commands';

/** A session for tests, with short ways to fill it. */
export async function testSession(ctx: Context, externalId: string, project = 'trial') {
  const key = { project, externalId };
  const { id, sid } = await ensureSession(ctx, key);
  let count = 0;
  /** Lets a night pass: what is asked then is the next thing. */
  const sleep = () => {
    count += 12 * 360;
  };
  const append = async (...events: Record<string, unknown>[]) => {
    const items = events.map((event, index) => {
      count += 1;
      const at = new Date(Date.parse('2026-03-02T09:00:00.000Z') + count * 10_000).toISOString();
      return { index, bytes: Buffer.from(JSON.stringify({ id: `e${count}`, at, actor: 'agent', kind: 'message', ...event })) };
    });
    const result = await appendEvents(ctx, key, items, 'json');
    if (result.rejected.length > 0) throw new Error(`Rejected: ${JSON.stringify(result.rejected)}`);
  };
  return { key, id, sid, append, sleep, settle: () => settleSession(ctx, id) };
}

export const ask = (text: string) => ({ actor: 'human', kind: 'prompt', text });
export const say = (text: string) => ({ text });
/** A shell command and its result in one event. */
export const run = (command: string, output = '') => ({
  kind: 'tool_call',
  tool: { name: 'Bash', call_id: command, input: { command }, output, exit_code: 0 },
});
