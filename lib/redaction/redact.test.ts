import { describe, expect, test } from 'vitest';
import { newToken } from '@/lib/auth/tokens';
import { redactLines, redactTexts } from '@/lib/redaction/redact';
import { ALNUM, BASE64, examples, HEX, randomFrom } from '@/lib/redaction/testing';

const random = randomFrom(20_261_120);
const CORPUS = Array.from({ length: 5 }, () => examples(random)).flat();

const one = async (text: string) => {
  const [redacted] = await redactTexts([text]);
  return redacted ?? { text: '', kinds: [] };
};
const line = async (bytes: Buffer) => {
  const [redacted] = await redactLines([bytes]);
  return redacted ?? { bytes: Buffer.alloc(0), text: '', kinds: [] };
};

test('the corpus holds more than two dozen kinds', () => {
  expect(new Set(CORPUS.map(({ kind }) => kind)).size).toBeGreaterThan(40);
});

describe('every kind', () => {
  test.each(CORPUS)('$kind in a text', async ({ kind, secret, text }) => {
    const redacted = await one(text);
    expect(redacted.text).not.toContain(secret);
    expect(redacted.kinds).toEqual([kind]);
    expect(redacted.text.replace(/‹redacted:[a-z0-9-]+›/, '')).toHaveLength(text.length - secretLength(redacted.text, text));
  });

  test.each(CORPUS)('$kind in a JSON line, and in JSON inside of it', async ({ kind, text }) => {
    const inner = JSON.stringify({ command: text, note: 'tab\there' });
    const innermost = JSON.stringify([{ inner }]);
    const record = { type: 'user', text, inner, innermost, after: 'héllo' };
    const { bytes, text: decoded, kinds } = await line(Buffer.from(JSON.stringify(record)));
    expect(kinds).toEqual([kind]);
    const parsed: typeof record = JSON.parse(decoded);
    const read = [parsed.text, JSON.parse(parsed.inner).command, JSON.parse(JSON.parse(parsed.innermost)[0].inner).command];
    const alone = (await one(text)).text;
    expect(read).toEqual([alone, alone, alone]);
    expect(parsed.after).toBe('héllo');
    expect(bytes.toString('utf8')).toBe(decoded);
  });

  test.each(CORPUS.slice(0, 40))('$kind with every letter escaped', async ({ secret, text }) => {
    const escaped = [...text].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
    const { text: redacted } = await line(Buffer.from(`{"text":"${escaped}","n":1}`));
    const parsed: { text: string; n: number } = JSON.parse(redacted);
    expect(parsed.text).not.toContain(secret);
    expect(parsed.n).toBe(1);
  });
});

test('a token of Debrief, wherever an agent is told of it', async () => {
  const told = (token: string) => [
    token,
    `DEBRIEF_TOKEN=${token}`,
    `export DEBRIEF_TOKEN='${token}' && npm run debrief -- import`,
    `curl -H "Authorization: Bearer ${token}" https://debrief.test`,
    `{ "https://debrief.test": { "token": "${token}" } }`,
    `\u001b[32m${token}\u001b[0m`,
  ];
  for (let n = 0; n < 40; n++) {
    const { token } = newToken();
    for (const text of told(token)) {
      const nested = JSON.stringify(JSON.stringify({ text }));
      const escaped = [...token].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
      for (const each of [text, nested, `{"text":"see ${escaped}."}`]) {
        const { text: shown, kinds } = await line(Buffer.from(each));
        expect([shown.includes(token.slice(4)), shown.includes(escaped), kinds]).toEqual([false, false, ['debrief-token']]);
      }
    }
  }
});

const secretLength = (redacted: string, text: string) => {
  const before = redacted.indexOf('‹');
  const after = redacted.length - redacted.lastIndexOf('›') - 1;
  return text.length - before - after;
};

describe('left alone', () => {
  const r = randomFrom(7);
  const hex = (length: number) => r(length, HEX);
  const uuid = () => [8, 4, 4, 4, 12].map(hex).join('-');
  test.each([
    'export TOKEN=$DEPLOY_TOKEN && curl -H "Authorization: Bearer $TOKEN" https://x.test',
    'curl -H "Authorization: Bearer $\u007bDEPLOY_TOKEN}"',
    'GH_TOKEN: $\u007b{ secrets.GITHUB_TOKEN }}',
    'const key = process.env.STRIPE_SECRET_KEY ?? "";',
    'apiKey: process.env.OPENAI_API_KEY,',
    'password = os.environ["DB_PASSWORD2"]',
    'api_key = os.getenv("TIDAL_API_KEY_1")',
    'API_KEY=<your-token-1234>',
    'OPENAI_API_KEY=sk-your-key-goes-here-1234567890',
    'ANTHROPIC_API_KEY=sk-ant-xxxxxxxxxxxxxxxxxxxxxxxx',
    'GITHUB_TOKEN=ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    'password: ********',
    'token: ****************',
    'SECRET=changeme123',
    'interface Login { user: string; password: string; token: string | null }',
    'const token = getToken(session1);',
    'const token = await auth.createSession2(user);',
    'token = match[1].trim()',
    'const secret = config.security.jwt2.secret;',
    '"input_tokens":12345,"cache_read_tokens":987654321',
    '"max_tokens": 4096, "token_count": 12',
    'the password is stored hashed, the token expires after 24 hours',
    'Password: must be 12 characters or more',
    'tokens: float64(100000)',
    'secret: v1-stable',
    'it("rejects a wrong token123", () => {})',
    'postgres://postgres:postgres@localhost:5432/tidal',
    'https://user:password@example.com/path',
    'https://x-access-token:$\u007bGH_TOKEN}@github.com/tidal/ferry',
    'http://localhost:3000@attacker.test,',
    `commit ${hex(40)}\nAuthor: someone`,
    `"sessionId":"${uuid()}","uuid":"${uuid()}"`,
    `"integrity": "sha512-${r(86, BASE64)}=="`,
    `"token_id": "${uuid()}"`,
    `data:image/png;base64,${r(4000, BASE64)}=`,
    `index ${hex(7)}..${hex(7)} 100644`,
    `at https://x.test/assets/app-${r(8)}.js:10:2031`,
    'disk-usage-of-the-whole-machine-and-task-sk-list-of-things-12345678901234567890',
    'Bearer authentication-middleware-for-tests',
    'PasswordInput.test.tsx keyboard: "ArrowDown"',
    'const passwordField = document.querySelector("#password1")',
    '-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A\n-----END PUBLIC KEY-----',
    'grep -rn "PRIVATE KEY-----" src/',
    'token: next-page-token\npageToken: lastPageToken2',
    `"signature":"${r(400, BASE64)}"`,
  ])('%s', async (text) => {
    expect(await one(text)).toEqual({ text, kinds: [] });
    const raw = Buffer.from(JSON.stringify({ text }));
    expect((await line(raw)).bytes).toEqual(raw);
  });
});

describe('bytes', () => {
  const r = randomFrom(11);
  const secret = `ghp_${r(36, ALNUM)}`;

  test('everything beside the secret stays, be it UTF-8 or not', async () => {
    const before = Buffer.from([0xff, 0x00, 0xc3, 0x28, 0x80, 0x20]);
    const after = Buffer.from([0x20, 0xed, 0xa0, 0x80, 0x11, 0xe2, 0x80]);
    const { bytes, kinds } = await line(Buffer.concat([before, Buffer.from(secret), after]));
    expect(bytes).toEqual(Buffer.concat([before, Buffer.from('‹redacted:github-token›'), after]));
    expect(kinds).toEqual(['github-token']);
  });

  test('NUL and lone surrogates stay as they were written', async () => {
    const raw = `{"a":"\\u0000\\ud800","b":"x\\n${secret}\\u0000\\udc00","c":"\\\\"}`;
    expect((await line(Buffer.from(raw))).text).toBe(raw.replace(secret, '‹redacted:github-token›'));
    expect((await one(`\u0000\ud800${secret}\udc00`)).text).toBe('\u0000\ud800‹redacted:github-token›\udc00');
  });

  test('a value that ends in an escape, holds a quote or lies behind a colour code', async () => {
    const password = `Zq7"${r(8)}\\${r(6)}`;
    const raw = JSON.stringify({ password, next: `\u001b[32m${secret}\u001b[0m`, path: 'C:\\' });
    const { text, kinds } = await line(Buffer.from(raw));
    expect(JSON.parse(text)).toEqual({
      password: '‹redacted:password-assignment›',
      next: '\u001b[32m‹redacted:github-token›\u001b[0m',
      path: 'C:\\',
    });
    expect(kinds).toEqual(['github-token', 'password-assignment']);
  });

  test('a key glued together from strings loses its lines and keeps its quotes', async () => {
    const rows = Array.from({ length: 4 }, () => r(64, BASE64));
    const raw = JSON.stringify(['-----BEGIN RSA PRIVATE KEY-----', ...rows, '-----END RSA PRIVATE KEY-----']);
    const parsed: string[] = JSON.parse((await line(Buffer.from(raw))).text);
    expect(parsed).toHaveLength(6);
    for (const row of rows) expect(parsed.join('')).not.toContain(row);
  });

  test('a text cannot switch the search off', async () => {
    expect((await one(`// secretlint-disable\n${secret}`)).text).not.toContain(secret);
  });

  test('a secret anywhere in a line of megabytes', async () => {
    const filler = 'All ferries run on time. '.repeat(60_000);
    for (const at of [0, 65_530, 131_000, filler.length]) {
      const { text, kinds } = await line(Buffer.from(`${filler.slice(0, at)} ${secret} ${filler.slice(at)}`));
      expect(text).not.toContain(secret);
      expect(kinds).toEqual(['github-token']);
    }
  });
});

test('secretlint keeps no notes of its runs', async () => {
  await redactTexts([`a token of sorts: ${'gh'}p_${'ab12'.repeat(9)}`]);
  expect(performance.getEntriesByType('mark').filter(({ name }) => name.startsWith('@core'))).toEqual([]);
});
