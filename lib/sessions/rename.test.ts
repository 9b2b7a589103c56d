import { expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { bad, good, testApi } from '@/lib/http/testing';
import { ensureProject } from '@/lib/projects/commands';
import { putSession } from '@/lib/sessions/commands';
import { session } from '@/lib/sessions/schema';

const held = testDatabase();
const context = () => localContext(held.db, 'Ida');
const api = testApi(held);
const key = { project: 'trial', externalId: 'gate' };

test('a person’s title wins over what is sent later, and gives way when it is taken back', async () => {
  await ensureProject(context(), 'trial');
  const { sid } = await putSession(context(), key, { title: 'Mend the gate' });
  const rename = (title: string | null) => api.send('PATCH', `/api/v1/sessions/${sid}`, { title });
  expect(await good(session, rename('  The gate\nof the garden '))).toMatchObject({
    ...{ title: 'The gate of the garden', renamed: true },
    url: `http://127.0.0.1:3000/trial/sessions/the-gate-of-the-garden-${sid}`,
  });
  await rename('The gate of the garden');
  await putSession(context(), key, { title: 'Mend the gate again' });
  expect(await good(session, api.fetch(`/api/v1/sessions/${sid}`))).toMatchObject({ title: 'The gate of the garden' });
  expect(await good(session, rename(null))).toMatchObject({ title: 'Mend the gate again', renamed: false });
  expect(await bad(rename('  '))).toMatchObject({ status: 400 });
  const log = await held.db.sql`select details from audit_log where action = 'session.changed' order by id`;
  expect(log.map(({ details }) => details)).toEqual([
    { title: 'The gate of the garden', before: 'Mend the gate' },
    { title: 'Mend the gate again', before: 'The gate of the garden' },
  ]);
});
