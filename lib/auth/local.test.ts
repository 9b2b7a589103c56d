import { describe, expect, test } from 'vitest';
import { checkRequest, type RequestHead } from '@/lib/auth/local';

const LOCAL: RequestHead['env'] = { HOST: '127.0.0.1', PORT: 3000, DEBRIEF_URL: undefined };
const PUBLIC: RequestHead['env'] = { ...LOCAL, DEBRIEF_URL: 'https://debrief.example.test/' };

const codeOf = (headers: Record<string, string>, { env = LOCAL, method = 'GET', path = '/tidal/sessions' } = {}) =>
  checkRequest({ method, path, headers: new Headers(headers), env })?.code ?? null;

describe('Host', () => {
  test.each([
    ['127.0.0.1:3000', LOCAL, null],
    ['localhost:3000', LOCAL, null],
    ['LOCALHOST:3000', LOCAL, null],
    ['[::1]:3000', LOCAL, null],
    ['127.0.0.1:3001', LOCAL, 'forbidden_host'],
    ['127.0.0.1', LOCAL, 'forbidden_host'],
    ['localhost', { ...LOCAL, PORT: 80 }, null],
    ['localhost:80', { ...LOCAL, PORT: 80 }, null],
    ['127.9.9.9:3000', { ...LOCAL, HOST: '127.9.9.9' }, null],
    ['[::1]:3000', { ...LOCAL, HOST: '::1' }, null],
    ['evil.test:3000', LOCAL, 'forbidden_host'],
    ['localhost.evil.test:3000', LOCAL, 'forbidden_host'],
    ['evil.test@localhost:3000', LOCAL, 'forbidden_host'],
    ['debrief.example.test', LOCAL, 'forbidden_host'],
    ['debrief.example.test', PUBLIC, null],
    ['debrief.example.test:443', PUBLIC, null],
    ['debrief.example.test:8443', PUBLIC, 'forbidden_host'],
    ['127.0.0.1:3000', PUBLIC, null],
    ['', LOCAL, 'forbidden_host'],
  ])('%s', (host, env, code) => {
    expect(codeOf({ host }, { env })).toBe(code);
    expect(codeOf({ host }, { env, method: 'POST', path: '/api/v1/projects' })).toBe(code);
  });

  test('none at all', () => expect(codeOf({})).toBe('forbidden_host'));
});

describe('Origin and Sec-Fetch-Site', () => {
  const navigation = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
  const foreign = { 'sec-fetch-site': 'cross-site', ...navigation };
  test.each<[string, Record<string, string>, string, string, string | null]>([
    ['a program', {}, 'POST', '/api/v1/projects', null],
    ['a page of our own', { origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-origin' }, 'POST', '/api/v1/x', null],
    ['an address typed in', { 'sec-fetch-site': 'none', ...navigation }, 'GET', '/', null],
    ['another port', { origin: 'http://127.0.0.1:4000', 'sec-fetch-site': 'same-site' }, 'POST', '/api/v1/x', 'forbidden_origin'],
    ['another site', { origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' }, 'POST', '/api/v1/x', 'forbidden_origin'],
    ['another scheme', { origin: 'https://127.0.0.1:3000' }, 'POST', '/api/v1/x', 'forbidden_origin'],
    ['a sandbox', { origin: 'null' }, 'POST', '/api/v1/x', 'forbidden_origin'],
    ['an old browser', { origin: 'https://evil.test' }, 'GET', '/api/v1/projects', 'forbidden_origin'],
    ['an image tag', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }, 'GET', '/', 'forbidden_origin'],
    ['a frame', { ...foreign, 'sec-fetch-dest': 'iframe' }, 'GET', '/', 'forbidden_origin'],
    ['a link in a chat', foreign, 'GET', '/tidal/sessions/x-4f7k2m9c', null],
    ['a link from a neighbour', { ...foreign, 'sec-fetch-site': 'same-site' }, 'GET', '/', null],
    ['a link to the API', foreign, 'GET', '/api/v1/projects', 'forbidden_origin'],
    ['a link to /api', foreign, 'GET', '/api', 'forbidden_origin'],
    ['a page that begins like the API', foreign, 'GET', '/apiary/sessions', null],
    ['a form', { ...foreign, origin: 'https://evil.test' }, 'POST', '/', 'forbidden_origin'],
  ])('%s', (_, headers, method, path, code) => {
    expect(codeOf({ host: '127.0.0.1:3000', ...headers }, { method, path })).toBe(code);
  });

  test('the public address is a page of our own', () => {
    const headers = { host: 'debrief.example.test', origin: 'https://debrief.example.test', 'sec-fetch-site': 'same-origin' };
    expect(codeOf(headers, { env: PUBLIC, method: 'POST', path: '/api/v1/x' })).toBeNull();
  });
});
