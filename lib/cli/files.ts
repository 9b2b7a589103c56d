import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { reasonOf } from '@/lib/cli/reason';

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

/** What agents put beside their transcripts. */
const COMPANIONS = /^(sessions-index\.json|journal\.jsonl|.*\.meta\.json)$/;
const COMPANION_FOLDERS = new Set(['node_modules', '.git', 'tool-results']);

/** The transcripts under some paths: a file as it is named, of a folder all `.jsonl`, `.json` and `.traj` in it. Subagents come after their sessions. */
export async function findTranscripts(paths: string[], cwd: string): Promise<Found> {
  const found: Found = { files: [], problems: [] };
  for (const path of paths) await look(resolve(cwd, path), found);
  const unique = new Map(found.files.map((file) => [file.path, file]));
  return { ...found, files: [...unique.values()].sort((a, b) => compare(orderOf(a.path), orderOf(b.path))) };
}

async function look(path: string, found: Found): Promise<void> {
  try {
    const stats = await stat(path);
    if (stats.isFile()) found.files.push({ path, bytes: stats.size, isSubagents: orderOf(path)[1] === 1 });
    else if (stats.isDirectory()) await lookInside(path, found);
    else found.problems.push({ path, reason: 'neither a file nor a folder' });
  } catch (error) {
    found.problems.push({ path, reason: reasonOf(error) });
  }
}

/** Links are not followed: they may lead in circles. */
async function lookInside(folder: string, found: Found): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const isFolder = entry.isDirectory() && !COMPANION_FOLDERS.has(entry.name);
    if (isFolder || (entry.isFile() && isTranscript(entry.name))) await look(join(folder, entry.name), found);
  }
}

/** Whether a file in a folder of transcripts is one, by its name. */
export const isTranscript = (path: string): boolean => /\.(jsonl?|traj)$/i.test(path) && !COMPANIONS.test(basename(path));

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
