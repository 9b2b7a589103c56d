import { expect, test } from 'vitest';
import type { LineFormat } from '@/lib/formats/format';
import { recordFormat, startRecords } from '@/lib/formats/records';
import { recordsOrLines, type TakenApart } from '@/lib/transcripts/documents';
import { bodyOf } from '@/lib/transcripts/testing';

/** A document of flowers: all but the last one of a part. */
const flowers: LineFormat = recordFormat({
  name: 'flowers',
  agent: null,
  recognises: () => false,
  takeApart: (document, isWhole) => {
    const list = Object.entries(Object(document)).find(([key]) => key === 'flowers')?.[1];
    return Array.isArray(list) ? (isWhole ? list : list.slice(0, -1)) : null;
  },
  start: (options, sample) => startRecords(null, options, sample),
  read: () => ({ drafts: [] }),
});

async function read(pieces: string[], { limit, error }: { limit?: number; error?: Error } = {}) {
  let document: TakenApart | null = null;
  const chunks: string[] = [];
  const onDocument = (found: TakenApart) => {
    document = found;
  };
  const records = recordsOrLines(bodyOf(pieces, error), { formats: [flowers], onDocument, limit });
  const failure = await (async () => {
    for await (const chunk of records) chunks.push(Buffer.from(chunk).toString('utf8'));
  })().catch((reason: unknown) => reason);
  return { text: chunks.join(''), document: document as TakenApart | null, failure };
}

const garden = { flowers: [{ name: 'Rose' }, { name: 'Tulip' }, { name: 'Aster' }] };
const lines = '{"name":"Rose"}\n{"name":"Tulip"}\n{"name":"Aster"}\n';

test.each([
  ['on one line', JSON.stringify(garden)],
  ['on one line that ends', `${JSON.stringify(garden)}\n\n`],
  ['over many lines', JSON.stringify(garden, null, 2)],
  ['behind a mark of its encoding', `\uFEFF${JSON.stringify(garden)}`],
])('a document %s is taken apart', async (_, text) => {
  for (const pieces of [[text], [...text]]) {
    const { text: taken, document } = await read(pieces);
    expect([taken, document?.isWhole]).toEqual([lines, true]);
  }
});

test('of a document that breaks off what is whole comes', async () => {
  const text = JSON.stringify(garden);
  for (let end = 1; end < text.length; end += 1) {
    const { text: taken, document } = await read([text.slice(0, end)]);
    if (document) expect([lines.startsWith(taken), document.isWhole]).toEqual([true, false]);
    else expect(taken).toBe(text.slice(0, end));
  }
  expect((await read([text.slice(0, -1)])).text).toBe('{"name":"Rose"}\n{"name":"Tulip"}\n');
});

test.each([
  ['lines', '{"name":"Rose"}\n{"name":"Tulip"}\n'],
  ['lines after a broken one', '{"name":"Ro\n{"name":"Tulip"}\n'],
  ['a document of something else', JSON.stringify({ trees: ['Oak'] }, null, 2)],
  ['a document with an error in its middle', '{"flowers":[{"name":"Rose"},{"name" "Tulip"},{"name":"Aster"}]}'],
  ['no JSON', 'roses are red\nviolets are blue'],
  ['nothing', ''],
  ['what nests too deeply', `${'['.repeat(200_000)}\n`],
])('%s stay as they are', async (_, text) => {
  expect(await read([text])).toEqual({ text, document: null, failure: undefined });
});

test('a document over the limit is read as lines, without being held', async () => {
  const text = JSON.stringify(garden, null, 2);
  expect(await read([...text], { limit: 20 })).toEqual({ text, document: null, failure: undefined });
});

test('an error of the body comes after what arrived before it', async () => {
  const error = new Error('gone');
  const { text, failure } = await read([JSON.stringify(garden).slice(0, -1)], { error });
  expect([text, failure]).toEqual(['{"name":"Rose"}\n{"name":"Tulip"}\n', error]);
  expect(await read(['{"name":"Rose"}\n{"na'], { error })).toEqual({
    text: '{"name":"Rose"}\n{"na',
    document: null,
    failure: error,
  });
});
