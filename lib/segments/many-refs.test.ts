import { expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { putSegments } from '@/lib/segments/commands';
import { listSegments } from '@/lib/segments/queries';
import { say, testSession } from '@/lib/segments/testing';

const held = testDatabase();

test('more events are waited for, and more items read at once, than a statement has parameters', {
  timeout: 60_000,
}, async () => {
  const ctx = localContext(held.db, 'Ida');
  const session = await testSession(ctx, 'many');
  const numbers = Array.from({ length: 200 }, (_, i) => i);
  const segments = Array.from({ length: 340 }, (_, k) => ({
    key: `k${k}`,
    title: `Part ${k}`,
    key_decisions: [{ text: 'Keep it', evidence: numbers.map((i) => (k === 339 && i === 199 ? 'e1' : `later-${k}-${i}`)) }],
    open_questions: numbers.map((i) => `Why ${i}?`),
  }));
  expect((await putSegments(ctx, session.key, segments)).segments).toHaveLength(340);
  await session.append(say('Here it is.'));
  await session.settle();
  const items = (await listSegments(ctx, session.sid, { limit: 500 }))?.items ?? [];
  expect(items.find(({ key }) => key === 'k339')?.key_decisions[0]?.evidence).toEqual([1]);
  expect(items.flatMap((item) => item.open_questions)).toHaveLength(68_000);
});
