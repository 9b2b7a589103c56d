import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readHead } from '@/lib/cli/inspect';
import { exported, store } from '@/lib/cli/testing-opencode';
import { LIMITS } from '@/lib/limits';

const RECORD = `${JSON.stringify({ type: 'user', uuid: 'u', sessionId: 's', message: { role: 'user', content: 'Count' } })}\n`;

let file = '';
beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), 'debrief-head-')), 'a.jsonl');
});
afterEach(() => rmSync(join(file, '..'), { recursive: true, force: true }));

test.each([
  ['a few odd lines', 'no record\n'.repeat(100), 'claude-code'],
  ['very many', 'no record\n'.repeat(5000), null],
  ['very many values in a line', `${'{} '.repeat(300_000)}\n`, null],
])('looks behind %s for a format only where there are few', async (_what, before, name) => {
  writeFileSync(file, before + RECORD.repeat(3));
  const { format, isEmpty } = await readHead(file);
  expect([format?.name ?? null, isEmpty]).toEqual([name, false]);
});

test('a session of OpenCode is known however long it is', async () => {
  const long = 'x'.repeat(LIMITS.line_bytes / 2);
  const session = store(join(file, '..'), exported('ses_1', [`One ${long}`, `Two ${long}`, 'Three']));
  expect(await readHead(session)).toMatchObject({ format: { name: 'opencode' }, isDocument: false, cwd: '/work/apiary' });
});
