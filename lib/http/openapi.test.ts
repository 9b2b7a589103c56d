import { expect, test } from 'vitest';
import { z } from 'zod';
import { testDatabase } from '@/db/testing';
import { ERROR_CODES, REJECTION_CODES } from '@/lib/errors';
import { bad, good, testApi } from '@/lib/http/testing';
import { LIMITS } from '@/lib/limits';

const api = testApi(testDatabase());
const document = z.object({
  openapi: z.string(),
  info: z.object({ description: z.string(), 'x-limits': z.record(z.string(), z.number()) }),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});
const read = () => good(document, api.fetch('/api/v1/openapi.json'));

test('the document states every limit', async () => {
  const { info } = await read();
  expect(info['x-limits']).toEqual(LIMITS);
  for (const [name, value] of Object.entries(LIMITS)) expect(info.description).toContain(`\`${name}\`: ${value}`);
});

test('the document states every code of a problem and of an item that is refused', async () => {
  const { info } = await read();
  for (const code of [...ERROR_CODES, ...REJECTION_CODES]) expect(info.description).toContain(`\`${code}\``);
});

test('it is OpenAPI 3.1 with named schemas and no dangling reference', async () => {
  const text = await (await api.fetch('/api/v1/openapi.json')).text();
  const { openapi, components } = await read();
  expect(openapi).toMatch(/^3\.1/);
  expect(Object.keys(components.schemas)).toEqual(
    expect.arrayContaining([
      'Session',
      'SessionRecord',
      'SegmentDetail',
      'Cut',
      'Job',
      'ReferenceUse',
      'EventInput',
      'SegmentInput',
      'Problem',
    ]),
  );
  const missing = [...text.matchAll(/#\/components\/schemas\/(\w+)/g)]
    .map((match) => match[1] ?? '')
    .filter((name) => !(name in components.schemas));
  expect(missing).toEqual([]);
  expect(text).toContain(`"maxItems":${LIMITS.batch_events}`);
});

test('every declared route is there, and takes no other method', async () => {
  const { paths } = await read();
  for (const [path, methods] of Object.entries(paths)) {
    const url = path.replaceAll(/\{[^}]+\}/g, '1');
    const allow = (await api.fetch(url, { method: 'OPTIONS' })).headers.get('allow')?.split(', ') ?? [];
    expect(allow.map((method) => method.toLowerCase())).toEqual(expect.arrayContaining(Object.keys(methods)));
    const other = ['PATCH', 'PUT', 'POST', 'DELETE'].find((method) => !(method.toLowerCase() in methods));
    const wrong = await api.fetch(url, { method: other });
    expect([path, wrong.status, wrong.headers.get('allow')]).toEqual([path, 405, allow.join(', ')]);
    if ('get' in methods) {
      const answer = await api.fetch(url);
      const detail = answer.ok ? '' : (await answer.json()).detail;
      expect([path, answer.status < 500, detail === 'This address was not found']).toEqual([path, true, false]);
    }
  }
});

test('limits are served', async () => {
  expect(await good(z.record(z.string(), z.number()), api.fetch('/api/v1/limits'))).toEqual(LIMITS);
});

test.each(['/api', '/api/', '/api/v1', '/api/v2/projects', '/api/v1/nothing', '/api/v1/projects/harbour/nothing'])(
  '%s is not found',
  async (path) => {
    expect(await bad(api.fetch(path))).toMatchObject({ status: 404, code: 'not_found' });
  },
);
