import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

type Value = Record<string, unknown>;

/** A session as `opencode export` writes it. */
export interface Exported {
  info: Value & { id: string };
  messages: { info: Value & { id: string }; parts: (Value & { id: string })[] }[];
}

const BEGAN = Date.parse('2026-03-02T09:00:00Z');

/** A session of some questions with their answers; a child of another one with `parent`. */
export function exported(id: string, questions: string[], parent?: string): Exported {
  const at = (step: number) => BEGAN + step * 1000;
  const messages = questions.flatMap((question, n) => {
    const [user, answer] = [`msg_${id}u${n}`, `msg_${id}a${n}`];
    return [
      {
        info: { role: 'user', time: { created: at(n * 10) }, agent: 'build', id: user, sessionID: id },
        parts: [{ type: 'text', text: question, id: `prt_${id}u${n}`, sessionID: id, messageID: user }],
      },
      {
        info: {
          ...{ role: 'assistant', parentID: user, modelID: 'drone-1', providerID: 'somewhere', mode: 'build', agent: 'build' },
          ...{ path: { cwd: '/work/apiary', root: '/work/apiary' }, cost: 0.25 },
          tokens: { input: 10, output: 5, reasoning: 0, cache: { read: 0, write: 0 } },
          time: { created: at(n * 10 + 1), completed: at(n * 10 + 3) },
          ...{ id: answer, sessionID: id },
        },
        parts: [
          {
            ...{ type: 'text', text: `Answer ${n}`, time: { start: at(n * 10 + 2), end: at(n * 10 + 3) } },
            ...{ id: `prt_${id}a${n}`, sessionID: id, messageID: answer },
          },
        ],
      },
    ];
  });
  const about = { slug: 'busy-meadow', projectID: 'p1', directory: '/work/apiary', ...(parent ? { parentID: parent } : {}) };
  const times = { time: { created: BEGAN, updated: at(questions.length * 10) } };
  return { info: { id, ...about, title: `Session ${id}`, version: '1.4.0', ...times }, messages };
}

/** Writes a session as OpenCode did before it had a database; gives the session's file. */
export function store(folder: string, { info, messages }: Exported): string {
  const file = join(folder, 'storage/session/p1', `${info.id}.json`);
  put(file, info);
  for (const message of messages) {
    for (const part of message.parts) put(join(folder, 'storage/part', message.info.id, `${part.id}.json`), part);
    put(join(folder, 'storage/message', info.id, `${message.info.id}.json`), message.info);
  }
  return file;
}

function put(file: string, value: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(value, null, 2));
}

interface Database {
  exec(query: string): void;
  prepare(query: string): { run(...values: unknown[]): void };
  close(): void;
}
type Sqlite = { DatabaseSync: new (file: string) => Database };

/** Whether this Node can read databases. */
export const hasSqlite = Boolean(process.getBuiltinModule?.('node:sqlite'));

/** OpenCode's database, as far as sessions stand in it, open as OpenCode has it. */
export class OpenCodeDatabase {
  private readonly database: Database;

  constructor(readonly file: string) {
    const sqlite = process.getBuiltinModule('node:sqlite') as Sqlite;
    this.database = new sqlite.DatabaseSync(file);
    this.database.exec(`pragma journal_mode = wal;
      create table session (id text primary key, project_id text not null, workspace_id text, parent_id text, slug text not null,
        directory text not null, title text not null, version text not null, share_url text, summary_additions integer,
        summary_deletions integer, summary_files integer, summary_diffs text, revert text, permission text,
        time_created integer not null, time_updated integer not null, time_compacting integer, time_archived integer);
      create table message (id text primary key, session_id text not null, time_created integer not null, time_updated integer not null, data text not null);
      create table part (id text primary key, message_id text not null, session_id text not null, time_created integer not null,
        time_updated integer not null, data text not null);`);
  }

  /** Writes what is new in a session. */
  keep({ info, messages }: Exported): void {
    const { created, updated } = info.time as { created: number; updated: number };
    this.write(
      'insert into session (id, project_id, parent_id, slug, directory, title, version, time_created, time_updated) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      [info.id, info.projectID, info.parentID ?? null, info.slug, info.directory, info.title, info.version, created, updated],
    );
    for (const { info: message, parts } of messages) {
      const { id, sessionID, ...data } = message;
      this.write('insert into message values (?, ?, ?, ?, ?)', [id, sessionID, ...timesOf(data), JSON.stringify(data)]);
      for (const { id: part, messageID, sessionID: session, ...rest } of parts)
        this.write('insert into part values (?, ?, ?, ?, ?, ?)', [
          part,
          messageID,
          session,
          ...timesOf(data),
          JSON.stringify(rest),
        ]);
    }
  }

  private write(query: string, values: unknown[]): void {
    this.database.prepare(`${query} on conflict do nothing`).run(...values);
  }

  /** Does what OpenCode would not. */
  change(query: string): void {
    this.database.exec(query);
  }

  close(): void {
    this.database.close();
  }
}

function timesOf({ time }: Value): [number, number] {
  const { created } = time as { created: number };
  return [created, created];
}
