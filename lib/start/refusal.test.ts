import { expect, test } from 'vitest';
import { problem } from '@/lib/http/schema';
import { answerOf, refusalOf, unreadable } from '@/lib/start/refusal.mjs';

test.each([
  ['GET', '/tidal/sessions', null],
  ['HEAD', '/', null],
  ['GET', '/tidal/sessions?q=%E0%A4%A', null],
  ['GET', '/tidal/sessions/%E2%80%AE', null],
  ['PUT', '/api/v1/projects/tidal/sessions/a%2Fb', null],
  ['POST', '/__nextjs_original-stack-frames', null],
  ['GET', '/api/v1/sessions/%E0%A4%A', 400],
  ['PUT', '/api/v1/projects/tidal/sessions/%ZZ', 400],
  ['GET', '/tidal/sessions/%', 400],
  ['POST', '/tidal/sessions', 405],
  ['DELETE', '/', 405],
  ['GET', 'http://elsewhere.example/api/v1/projects', 400],
  ['OPTIONS', '*', 400],
  ['TRACE', '/api/v1/projects', 405],
  ['PROPFIND', '/api/v1/projects', 405],
])('%s %s', (method, url, status) => expect(refusalOf({ method, url })?.status ?? null).toBe(status));

test('a refusal is a problem as those of the API are, and says which methods are taken', () => {
  const refusals = [
    refusalOf({ method: 'POST', url: '/' }),
    refusalOf({ method: 'GET', url: '/%' }),
    unreadable(new Error('parser')),
  ];
  for (const refusal of refusals) {
    if (!refusal) throw new Error('It passed');
    const { status, headers, body } = answerOf(refusal);
    expect(problem.parse(JSON.parse(body))).toMatchObject({ status, request_id: headers['X-Request-Id'] });
    expect(headers.Allow).toBe(status === 405 ? 'GET, HEAD' : undefined);
  }
});
