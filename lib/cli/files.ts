import type { Dirent, Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { databaseSessions, isDatabase } from '@/lib/cli/opencode-database';
import { reasonOf } from '@/lib/cli/reason';
import { extentOf } from '@/lib/cli/transcript';

export interface FoundFile {
  path: string;
  bytes: number;
  /** Written by a subagent: its session stands in a file of its own. */
  isSubagents: boolean;
}

/** What was found under some paths; `problems` name what could not be looked at. */
export interface Found {
  files: FoundFile[];
  problems: { path: string; reason: string }[];
}

/**
 * What agents put beside their transcripts: none of it is a session. Claude Code's `agent-*.meta.json` is read with its subagent's transcript;
 * the `journal.jsonl` of a workflow repeats what its subagents' transcripts tell.
 */
const COMPANIONS = /^(sessions-index\.json|journal\.jsonl|.*\.meta\.json)$/;
const COMPANION_FOLDERS = new Set(['node_modules', '.git', 'tool-results']);

/**
 * The transcripts under some paths: a file as it is named, of a folder all `.jsonl`, `.json` and `.traj` in it, and the sessions in a database of
 * OpenCode. Subagents come after their sessions.
 */
export async function findTranscripts(paths: string[], cwd: string): Promise<Found> {
  const found: Found = { files: [], problems: [] };
  for (const path of paths) await look(resolve(cwd, path), found);
  const unique = new Map(found.files.map((file) => [file.path, file]));
  const files = withoutOldTwins([...unique.values()]);
  return { ...found, files: files.sort((a, b) => compare(orderOf(a.path), orderOf(b.path))) };
}

async function look(path: string, found: Found): Promise<void> {
  try {
    const stats = await stat(path);
    if (stats.isFile() && path.endsWith('.db')) found.files.push(...sessionsIn(path));
    else if (stats.isFile()) found.files.push({ path, bytes: (await extentOf(path)).size, isSubagents: orderOf(path)[1] === 1 });
    else if (stats.isDirectory()) await lookInside(path, found);
    else found.problems.push({ path, reason: 'neither a file nor a folder' });
  } catch (error) {
    found.problems.push({ path, reason: reasonOf(error) });
  }
}

const sessionsIn = (database: string): FoundFile[] =>
  databaseSessions(database).map(({ path, size }) => ({ path, bytes: size, isSubagents: false }));

/** OpenCode leaves the files of a session where they were when it takes them into its database. */
function withoutOldTwins(files: FoundFile[]): FoundFile[] {
  const kept = new Set(files.flatMap(({ path }) => path.match(/\.db#([^\\/]+)$/)?.[1] ?? []));
  return files.filter(({ path }) => !(STORED.test(path) && kept.has(basename(path, '.json'))));
}

const STORED = /[\\/]storage[\\/]session[\\/]/;

/** Links are not followed: they may lead in circles. */
async function lookInside(folder: string, found: Found): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  const isWorthIt = choosing(folder, new Set(entries.map(({ name }) => name)));
  for (const entry of entries) if (isWorthIt(entry)) await look(join(folder, entry.name), found);
}

/** What of a folder is looked at. OpenCode's own holds much beside its sessions, and its storage the messages and their parts. */
function choosing(folder: string, names: ReadonlySet<string>): (entry: Dirent) => boolean {
  const isStorage = names.has('session') && names.has('message');
  const isOpenCode = [...names].some(isDatabase) || (basename(folder) === 'opencode' && names.has('storage'));
  return (entry) => {
    const { name } = entry;
    if (isStorage) return name === 'session';
    if (isOpenCode) return name === 'storage' || (entry.isFile() && isDatabase(name));
    if (entry.isDirectory()) return !COMPANION_FOLDERS.has(name);
    return entry.isFile() && isTranscript(name) && !(name.endsWith('.zst') && names.has(name.slice(0, -'.zst'.length)));
  };
}

/** Whether a file in a folder of transcripts is one, by its name. */
const isTranscript = (path: string): boolean => /\.(jsonl?|jsonl\.zst|traj)$/i.test(path) && !COMPANIONS.test(basename(path));

/** Whether to follow what happens at a path; `openCode` is the folder of OpenCode, of which only some is. The sizes are unknown at first. */
export function isFollowed(path: string, stats: Stats | undefined, openCode: string): boolean {
  const [first, second] = within(openCode, path);
  if (first) return isDatabase(first) || (first === 'storage' && (!second || second === 'session' || second === 'message'));
  if (stats?.isDirectory()) return !COMPANION_FOLDERS.has(basename(path));
  return !stats?.isFile() || isTranscript(path) || isDatabase(path);
}

/** The parts of a path inside a folder; none of one outside. */
function within(folder: string, path: string): string[] {
  const inside = relative(folder, path);
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? [] : inside.split(sep);
}

/** Sessions of a folder stand together, each followed by what its subagents wrote. */
function orderOf(path: string): [string, number, string] {
  const parts = path.split(/[\\/]/);
  const at = parts.lastIndexOf('subagents');
  if (at > 1) return [parts.slice(0, at - 1).join('/'), 1, path];
  return [dirname(path).replaceAll('\\', '/'), basename(path).startsWith('agent-') ? 1 : 0, path];
}

function compare(a: [string, number, string], b: [string, number, string]): number {
  for (const [at, left] of a.entries()) {
    const right = b[at] ?? '';
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
