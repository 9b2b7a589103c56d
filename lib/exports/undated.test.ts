import { expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { getExport } from '@/lib/exports/queries';
import { getTimeline, listLines } from '@/lib/segments/queries';
import { getSession } from '@/lib/sessions/queries';
import { importTranscript } from '@/lib/transcripts/commands';
import { bodyOf } from '@/lib/transcripts/testing';

const held = testDatabase();

const MESSAGES = ['Prune the vines', 'Pruned all forty rows.', 'And the roses?', 'The roses are pruned as well.'];

test('a session whose records tell no times says none but that of its file', async () => {
  const ctx = localContext(held.db, 'Ida');
  const modifiedAt = new Date('2025-02-03T04:05:06.000Z');
  const lines = MESSAGES.map((content, at) => JSON.stringify({ role: at % 2 ? 'assistant' : 'user', content }));
  const { sessions } = await importTranscript(
    ctx,
    { project: 'garden', source: 'vines', cwd: null, format: null, offset: null, prefixSha256: null, modifiedAt },
    bodyOf([`${lines.join('\n')}\n`]),
  );
  const sid = sessions[0]?.sid ?? '';
  const untold = { started_at: null, ended_at: null };
  expect(await getSession(ctx, sid)).toMatchObject({ ...untold, last_event_at: modifiedAt.toISOString() });
  expect((await getTimeline(ctx, sid))?.segments).toMatchObject([untold]);
  expect(await listLines(ctx, sid)).toMatchObject([untold]);
  const file = await getExport(ctx, sid, { format: 'md', origin: 'http://127.0.0.1' });
  expect(file?.text).not.toMatch(/\b0 s\b|UTC/);
});
