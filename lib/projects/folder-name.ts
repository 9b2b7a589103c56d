import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { projectName } from '@/lib/projects/schema';

/** Where sessions go whose folder gives no name. */
const NAMELESS = 'imported';
const MAX_CHARS = 48;

/** The project of a session: named after the repository that its folder belongs to, or after the folder where that is not on this machine. */
export function projectOf(cwd: string | null): string {
  if (!cwd) return NAMELESS;
  return slugOf(lastPart(existsSync(cwd) ? (repositoryOf(cwd) ?? cwd) : cwd));
}

/** The same of a folder on another machine, without a look at this one. */
export const projectElsewhere = (cwd: string | null): string => (cwd ? slugOf(lastPart(cwd)) : NAMELESS);

/** A name as projects have it, or the one for the nameless. */
export function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, MAX_CHARS)
    .replace(/-+$/, '');
  return projectName.safeParse(slug).success ? slug : NAMELESS;
}

/** The session may have run on a machine that writes paths otherwise. */
const lastPart = (path: string): string =>
  path
    .split(/[\\/]+/)
    .filter(Boolean)
    .at(-1) ?? '';

function repositoryOf(folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return worktreeOwner(join(at, '.git')) ?? at;
    if (dirname(at) === at) return null;
  }
}

/** A second worktree has a file that names the repository it belongs to. */
function worktreeOwner(git: string): string | null {
  if (!statSync(git, { throwIfNoEntry: false })?.isFile()) return null;
  const owner = readFileSync(git, 'utf8').match(/^gitdir: (.+)[\\/]worktrees[\\/][^\\/]+\s*$/)?.[1];
  if (!owner) return null;
  return basename(owner) === '.git' ? dirname(owner) : owner.replace(/\.git$/, '');
}
