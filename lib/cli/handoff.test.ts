import { afterEach, beforeEach, expect, test } from 'vitest';
import { refused, runCli, standIn } from '@/lib/cli/testing';

let server: Awaited<ReturnType<typeof standIn>>;
beforeEach(async () => {
  server = await standIn(({ path }) =>
    path.includes('4f7k2m9c')
      ? { status: 200, body: '# Handoff: Boats\n', headers: { 'content-type': 'text/markdown' } }
      : { status: 404, body: refused(404, 'not_found', 'The session was not found') },
  );
});
afterEach(() => server.close());

test.each([
  ['4f7k2m9c', ''],
  ['count-the-boats-4f7k2m9c', ''],
  ['/harbour/sessions/count-the-boats-4f7k2m9c', ''],
  ['/harbour/sessions/count-the-boats-4f7k2m9c/segments/2?cut=3', '3'],
])('prints the handoff of %s', async (named, cut) => {
  const args = named.startsWith('/') ? [server.url + named] : [named, '--server', server.url];
  expect(await runCli(['handoff', ...args])).toEqual({ status: 0, out: '# Handoff: Boats\n', err: '' });
  const [{ path, query }] = server.received as [(typeof server.received)[number]];
  expect([path, query.get('format'), query.get('cut') ?? '']).toEqual(['/api/v1/sessions/4f7k2m9c/handoff', 'md', cut]);
});

test('prints nothing that steers the terminal', async () => {
  const body = '# Boats \u001b]0;owned\u0007\n\n> \u009b2J\u202edone\r';
  const hostile = await standIn(() => ({ status: 200, body }));
  const { out } = await runCli(['handoff', '4f7k2m9c', '--server', hostile.url]);
  await hostile.close();
  expect(out).toBe('# Boats  ]0;owned \n\n>  2J done ');
});

test('says why there is none', async () => {
  const { status, out, err } = await runCli(['handoff', '00000000', '--server', server.url]);
  expect([status, out]).toEqual([1, '']);
  expect(err).toContain('The session was not found');
});

test.each(['http://127.0.0.1:1/harbour', '../etc', 'a b'])('%s names no session', async (named) => {
  expect(await runCli(['handoff', named])).toMatchObject({ status: 1, err: expect.stringContaining('names no session') });
});
