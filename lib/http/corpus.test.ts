import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing';
import { inParallel } from '@/lib/cli/in-parallel';
import { good, testApi } from '@/lib/http/testing';
import { type TranscriptResult, transcriptResult } from '@/lib/transcripts/schema';

/** A folder of transcripts of many agents; without one there is nothing to send. */
const corpus = process.env.DEBRIEF_CORPUS ?? '';
const folders = existsSync(corpus) ? readdirSync(corpus, { withFileTypes: true }).filter((entry) => entry.isDirectory()) : [];
const AT_ONCE = 3;

describe.skipIf(folders.length === 0)('a corpus sent to the API', { timeout: 600_000 }, () => {
  const held = testDatabase();
  const api = testApi(held);

  /** Each file has a project of its own, so that its lines can be counted. */
  const send = (file: string, project: string): Promise<TranscriptResult> =>
    good(
      transcriptResult,
      api.fetch(`/api/v1/projects/${project}/transcripts?source=${encodeURIComponent(basename(file))}`, {
        method: 'POST',
        body: readFileSync(file),
      }),
    );

  const filesOf = (folder: string) =>
    readdirSync(join(corpus, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry, at) => ({ file: join(entry.parentPath, entry.name), project: `${folder}-${at}` }));

  /** Lines of which neither an event nor a warning is left; of a document there is no line to count. */
  async function lostLines(file: string, project: string, { sessions }: TranscriptResult): Promise<number[]> {
    const text = readFileSync(file, 'utf8');
    if (sessions.length === 0 || isDocument(text)) return [];
    const rows = await held.db.sql<{ line: number }[]>`
      select distinct e.source_line as line from events e join sessions s on s.id = e.session_id join projects p on p.id = s.project_id
      where p.name = ${project}`;
    const told = new Set(rows.map(({ line }) => line));
    for (const { line } of sessions.flatMap(({ warnings }) => warnings)) told.add(line ?? 0);
    const lines = text.split('\n');
    const isRepeated = (line: string, at: number) => lines.indexOf(line) < at;
    return lines.flatMap((line, at) => (line.trim() === '' || told.has(at + 1) || isRepeated(line, at) ? [] : [at + 1]));
  }

  it.each(folders.map(({ name }) => name))(
    '%s: every line is stored or named, and the same again brings nothing',
    async (folder) => {
      await inParallel(filesOf(folder), AT_ONCE, async ({ file, project }) => {
        const first = await send(file, project);
        expect(first.sessions.length, file).toBeGreaterThan(0);
        expect(await lostLines(file, project, first), file).toEqual([]);
        const again = await send(file, project);
        expect(
          again.sessions.map(({ accepted }) => accepted),
          file,
        ).toEqual(first.sessions.map(() => 0));
      });
    },
  );

  it('numbers without gaps, and is well afterwards', async () => {
    const gaps = await held.db.sql`
      select s.external_id from sessions s join events e on e.session_id = s.id
      group by s.id having count(*) <> s.last_seq or max(e.seq) <> s.last_seq or s.settled_seq <> s.last_seq`;
    expect([...gaps]).toEqual([]);
    expect((await api.fetch('/api/health')).status).toBe(200);
  });
});

function isDocument(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
