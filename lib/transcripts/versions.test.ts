import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { importTranscript } from '@/lib/transcripts/commands';
import { bodyOf, SessionFile } from '@/lib/transcripts/testing';

const held = testDatabase();
const garden = new SessionFile('aaaa0000-0000-4000-8000-0000000000f1').prompt('Plant the beans').say('Planted.').text;

async function send(text: string, tail: { offset: number; prefixSha256: string } | null = null) {
  const place = tail ?? { offset: null, prefixSha256: null };
  const file = { project: 'versions', source: 'a', cwd: null, format: null, modifiedAt: null, ...place };
  return (await importTranscript(localContext(held.db, 'Ida'), file, bodyOf([text]))).sessions;
}

test('a file that another version read is asked for whole, and brings nothing twice', async () => {
  await send(garden);
  await held.db.orm.execute(sql`update transcripts set parser_state = jsonb_set(parser_state, '{version}', '0')`);
  const end = { offset: garden.length, prefixSha256: createHash('sha256').update(garden).digest('hex') };
  await expect(send('', end)).rejects.toMatchObject({ code: 'offset_mismatch', details: { extra: { known_offset: 0 } } });
  expect(await send(garden)).toMatchObject([{ accepted: 0, duplicates: 2 }]);
  expect(await send('', end)).toEqual([]);
});
