import { statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { jsonObject } from '@/lib/cli/json-object';
import { type ExportedMessage, linesOfSession } from '@/lib/cli/opencode-lines';
import { type Extent, type TranscriptKind, unreadable } from '@/lib/cli/transcript-kind';
import { type JsonObject, numberOf, objectOf, textOf } from '@/lib/formats/json';
import { storable } from '@/lib/instant';

const ADDRESS = /^(.+\.db)#([^\\/]+)$/;
const TOO_OLD =
  'Node 22.13 or later reads it. With an older one, write sessions out with opencode export <session> > session.json, and import those';

/** A session in the database that OpenCode keeps since 1.2, named `<database>#<session>`. */
export const databaseSession: TranscriptKind = {
  isOne: (path) => ADDRESS.test(path),
  async extentOf(path) {
    const { file, id } = addressOf(path);
    const [found] = databaseSessions(file, id);
    if (!found) throw new Error('there is no such session');
    return found;
  },
  open: (path) => (sqlite() ? Readable.from(linesOf(path), { objectMode: false }) : unreadable(TOO_OLD)),
};

/** Whether a file is such a database, by its name. */
export const isDatabase = (path: string): boolean => /^opencode[\w.-]*\.db$/.test(basename(path));

/** How a database stands, with what was written to it last beside it: the same as long as nothing happens to it. */
export async function standOf(database: string): Promise<string> {
  const all = await Promise.all([database, `${database}-wal`].map((file) => stat(file).catch(() => null)));
  return all.map((stats) => `${stats?.size}:${stats?.mtimeMs}`).join(' ');
}

/** The sessions of a database, with the size of what they hold; of one session alone. Throws a sentence where it cannot be read. */
export const databaseSessions = (file: string, only?: string): (Extent & { path: string })[] =>
  reading(file, (rows) =>
    rows(
      `${EXTENTS} ${only === undefined ? '' : 'where id = ?'} order by time_created, id`,
      ...(only === undefined ? [] : [only]),
    ).map((row) => ({
      path: `${file}#${textOf(row.id) ?? ''}`,
      size: (numberOf(row.messages) ?? 0) + (numberOf(row.parts) ?? 0),
      modified: lastOf([row.time_updated, row.message, row.part]) ?? statSync(file).mtimeMs,
    })),
  );

/** The last of some times; null where none of them is one. */
function lastOf(times: unknown[]): number | null {
  const told = times.flatMap((at) => numberOf(at) ?? []).filter((at) => at > 0 && storable(at) !== null);
  return told.length > 0 ? Math.max(...told) : null;
}

const EXTENTS = `select id, time_updated,
  (select sum(octet_length(data)) from message where session_id = session.id) as messages,
  (select sum(octet_length(data)) from part where session_id = session.id) as parts,
  (select max(time_updated) from message where session_id = session.id) as message,
  (select max(time_updated) from part where session_id = session.id) as part
  from session`;

function addressOf(path: string): { file: string; id: string } {
  const [, file = '', id = ''] = path.match(ADDRESS) ?? [];
  return { file, id };
}

async function* linesOf(path: string): AsyncGenerator<string> {
  const { file, id } = addressOf(path);
  const { info, messages } = reading(file, (rows) => {
    const [row] = rows('select * from session where id = ?', id);
    const messages = rows('select id, data from message where session_id = ? order by time_created, id', id);
    return { info: row && sessionIn(row), messages };
  });
  if (!info) throw new Error('there is no such session');
  yield* linesOfSession(info, messagesIn(file, id, messages));
}

/** As OpenCode exports it: columns that are empty are left out. */
function sessionIn(row: JsonObject): JsonObject {
  const { summary_additions: additions, summary_deletions: deletions, summary_files: files } = row;
  const hasSummary = [additions, deletions, files].some((value) => value !== null && value !== undefined);
  const json = (value: unknown) => (textOf(value) === null ? null : jsonObject(String(value)));
  return withoutEmpty({
    id: row.id,
    slug: row.slug,
    projectID: row.project_id,
    workspaceID: row.workspace_id,
    directory: row.directory,
    parentID: row.parent_id,
    title: row.title,
    version: row.version,
    summary: hasSummary ? { additions: additions ?? 0, deletions: deletions ?? 0, files: files ?? 0 } : null,
    share: row.share_url ? { url: row.share_url } : null,
    revert: json(row.revert),
    time: withoutEmpty({
      created: row.time_created,
      updated: row.time_updated,
      compacting: row.time_compacting,
      archived: row.time_archived,
    }),
  });
}

const withoutEmpty = (object: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null && value !== undefined));

/** The parts of each are read when its turn comes: together they may be long. */
function* messagesIn(file: string, session: string, messages: JsonObject[]): Generator<ExportedMessage> {
  for (const message of messages) {
    const parts = reading(file, (rows) => rows('select id, data from part where message_id = ? order by id', message.id));
    yield {
      info: { ...dataOf(message), id: message.id, sessionID: session },
      parts: parts.map((part) => ({ ...dataOf(part), id: part.id, sessionID: session, messageID: message.id })),
    };
  }
}

/** What a row holds besides its names; of what is no object the text, as something that no format knows. */
const dataOf = ({ data }: JsonObject): JsonObject => jsonObject(String(data)) ?? { type: 'broken', text: String(data) };

type Rows = (query: string, ...values: unknown[]) => JsonObject[];

/** Opens a database to be read; what another writes meanwhile is not waited for. */
function reading<T>(file: string, work: (rows: Rows) => T): T {
  const found = sqlite();
  if (!found) throw new Error(TOO_OLD);
  try {
    const database = new found.DatabaseSync(file, { readOnly: true });
    try {
      return work((query, ...values) => {
        const statement = database.prepare(query);
        statement.setReadBigInts(true); // an integer that is too large for a number would hide every row
        return statement.all(...values).map(withNumbers);
      });
    } finally {
      database.close();
    }
  } catch (error) {
    throw new Error(`it cannot be read as the database of OpenCode (${error instanceof Error ? error.message : String(error)})`);
  }
}

const withNumbers = (row: unknown): JsonObject =>
  Object.fromEntries(
    Object.entries(objectOf(row)).map(([key, value]) => [key, typeof value === 'bigint' ? Number(value) : value]),
  );

/** As much of node:sqlite as is used here. */
interface Sqlite {
  DatabaseSync: new (file: string, options: { readOnly: boolean }) => { prepare(query: string): Statement; close(): void };
}
interface Statement {
  setReadBigInts(isOn: boolean): void;
  all(...values: unknown[]): unknown[];
}

/** Null in an older Node. It warns that it is new, which is nothing to a person who imports sessions. */
function sqlite(): Sqlite | null {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return (process.getBuiltinModule?.('node:sqlite') as Sqlite | undefined) ?? null;
  } finally {
    process.emitWarning = emitWarning;
  }
}
