import { expect, test } from 'vitest';
import type { AuditEntry } from '@/lib/audit/schema';
import { auditCsv, auditLines } from '@/lib/exports/audit-file';

const entry: AuditEntry = {
  id: '0192f3a1-7c5e-7b8a-9d64-2f1c3e5a7b90',
  at: '2026-11-20T08:44:00.000Z',
  actor: { type: 'person', id: null, name: '=HYPERLINK("https://evil.test")' },
  action: 'token.created',
  project: 'flower',
  subject: 'ci, "night"\nrunner',
  subject_id: null,
  details: { scopes: ['read'] },
  ip: '192.0.2.1',
};
async function* entries() {
  yield entry;
}

test('a cell of the CSV is never a formula, whatever a client sent', async () => {
  const text = await new Response(auditCsv(entries())).text();
  expect(text.split('\n')[0]).toBe('at,action,project,actor,actor_name,actor_id,subject,subject_id,details,ip');
  expect(text).toContain(`"'=HYPERLINK(""https://evil.test"")"`);
  expect(text).toContain('"ci, ""night""\nrunner"');
});

test.each([auditCsv, auditLines])('a log that cannot be read to its end breaks the file off (%#)', async (file) => {
  async function* broken() {
    yield entry;
    throw new Error('The database is away');
  }
  await expect(new Response(file(broken())).text()).rejects.toThrow();
});

test('a line of the NDJSON is an entry', async () => {
  expect(JSON.parse(await new Response(auditLines(entries())).text())).toEqual(entry);
});
