import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AGENTS } from '@/lib/cli/agents';
import type { Surroundings } from '@/lib/cli/terminal';

/** Agents that have hooks. Both name the file of a session after it. */
const HOOKED = new Set(['Claude Code', 'Codex']);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The transcript of a session where its agent keeps them, the newest of several; null where there is none. */
export async function findSessionFile(id: string, surroundings: Surroundings): Promise<string | null> {
  if (!UUID.test(id)) return null;
  const folders = AGENTS.filter(({ name }) => HOOKED.has(name)).flatMap((agent) => agent.folders(surroundings));
  const found = (await Promise.all(folders.map((folder) => filesOf(folder, id.toLowerCase())))).flat();
  return found.sort((a, b) => b.modified - a.modified)[0]?.path ?? null;
}

async function filesOf(folder: string, id: string): Promise<{ path: string; modified: number }[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const paths = names.filter((name) => name.toLowerCase().endsWith(`${id}.jsonl`)).map((name) => join(folder, name));
  return Promise.all(paths.map(async (path) => ({ path, modified: (await stat(path)).mtimeMs })));
}
