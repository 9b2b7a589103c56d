import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { jsonObject } from '@/lib/cli/json-object';
import { type ExportedMessage, linesOfSession } from '@/lib/cli/opencode-lines';
import type { Extent, TranscriptKind } from '@/lib/cli/transcript-kind';
import { type JsonObject, numberOf, objectOf, textOf } from '@/lib/formats/json';

/** Longer than a file takes to be written. */
const WRITTEN_MS = 60_000;
const MESSAGE = /^(.*)[\\/]message[\\/](ses_[^\\/]+)[\\/][^\\/]+\.json$/;
const SESSION = /[\\/]session[\\/][^\\/]+[\\/]ses_[^\\/]+\.json$/;

/** A session of OpenCode before 1.2, over many files: `session/<project>/<session>.json`, `message/<session>/<message>.json`, `part/<message>/<part>.json`. */
export const storedSession: TranscriptKind = {
  isOne: (path) => SESSION.test(path),
  extentOf,
  open: (path) => Readable.from(linesOf(path), { objectMode: false }),
};

/** A message of a session, whose file tells of it too. */
export const isStoredMessage = (path: string): boolean => MESSAGE.test(path);

/** The session's file that a file of a storage belongs to; null for another file. */
export async function storedSessionOf(path: string): Promise<string | null> {
  if (SESSION.test(path)) return path;
  const [, storage, session] = path.match(MESSAGE) ?? [];
  if (!storage || !session) return null;
  for (const project of await namesIn(join(storage, 'session'))) {
    const file = join(storage, 'session', project, `${session}.json`);
    if (await stat(file).catch(() => null)) return file;
  }
  return null;
}

async function extentOf(path: string): Promise<Extent> {
  const messages = await jsonFilesIn(messagesOf(path));
  const parts = await Promise.all(messages.map((message) => jsonFilesIn(partsOf(path, basename(message, '.json')))));
  const files = [path, ...messages, ...parts.flat()];
  const all = await Promise.all(files.map((file) => stat(file).catch(() => null)));
  if (!all[0]) await stat(path); // tells why not
  const found = all.filter((stats) => stats !== null);
  return { size: found.reduce((sum, { size }) => sum + size, 0), modified: Math.max(...found.map(({ mtimeMs }) => mtimeMs)) };
}

const storageOf = (path: string): string => resolve(path, '..', '..', '..');
const partsOf = (path: string, message: string): string => join(storageOf(path), 'part', basename(message));
const messagesOf = (path: string): string => join(storageOf(path), 'message', basename(path, '.json'));

async function* linesOf(path: string): AsyncGenerator<string> {
  const text = await readFile(path, 'utf8');
  const info = jsonObject(text);
  if (!info || textOf(info.id) === null) return yield text; // an export that somebody keeps in such a folder, or a broken file
  yield* linesOfSession(info, messagesIn(path));
}

/** In the order in which they were made, which that of their ids is not always. */
async function* messagesIn(path: string): AsyncGenerator<ExportedMessage> {
  const madeAt = (message: JsonObject) => numberOf(objectOf(message.time).created) ?? 0;
  const messages = await objectsIn(messagesOf(path));
  for (const info of messages.sort((a, b) => madeAt(a) - madeAt(b)))
    yield { info, parts: await objectsIn(partsOf(path, textOf(info.id) ?? '')) };
}

const objectsIn = async (folder: string): Promise<JsonObject[]> =>
  (await Promise.all((await jsonFilesIn(folder)).map(readObject))).filter((value) => value !== null);

/** A file that is being written is left out until it is whole; one that stays broken is kept as it is. */
async function readObject(file: string): Promise<JsonObject | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  const whole = text === null ? null : jsonObject(text);
  if (whole || text === null) return whole;
  const { mtimeMs } = await stat(file);
  return Date.now() - mtimeMs > WRITTEN_MS ? { id: basename(file, '.json'), type: 'broken', text } : null;
}

const jsonFilesIn = async (folder: string): Promise<string[]> =>
  (await namesIn(folder))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(folder, name));
const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);
