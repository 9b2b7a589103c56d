import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';

const ECHO = `
  import http from 'node:http';
  const server = http.createServer((request, response) => response.end(JSON.stringify({ ...request.headers, patience: server.requestTimeout })));
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

test('what a client says of itself as a proxy would is not passed on', async () => {
  const guard = new URL('guard-server.mjs', import.meta.url).href;
  const child = spawn(process.execPath, ['--import', guard, '--input-type=module', '--eval', ECHO]);
  try {
    const [port] = await once(child.stdout.setEncoding('utf8'), 'data');
    const said = { 'x-forwarded-host': 'evil.test', 'x-forwarded-proto': 'https', 'x-debrief-peer': '192.0.2.1' };
    const headers = await (await fetch(`http://127.0.0.1:${Number(port)}/`, { headers: said })).json();
    expect(headers).toMatchObject({ 'x-debrief-peer': '127.0.0.1' });
    expect(headers.patience, 'a long transcript takes longer than Node waits').toBeGreaterThan(300_000);
    expect(Object.keys(headers).filter((name) => name.startsWith('x-forwarded'))).toEqual([]);
  } finally {
    child.kill();
  }
});
