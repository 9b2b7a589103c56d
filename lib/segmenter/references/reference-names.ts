import { pathName } from '@/lib/segmenter/text/paths';
import type { Reference } from '@/lib/segments/schema';

/** A reference with what makes two of a kind the same; `text` is how it is written. */
export interface NamedReference extends Reference {
  name: string;
}

/** A reference under its name; paths are taken from `folder`, which is the working folder if it is not given. */
export function named(
  { kind, text, role }: Reference,
  { cwd, folder = cwd }: { cwd: string | null; folder?: string | null },
): NamedReference {
  const isPath = kind === 'file' || kind === 'worktree';
  return { kind, text, role, name: isPath ? pathName(text, { cwd, folder }) : bareName(kind, text) };
}

/** A number is one thing whether it is called an issue or a pull request, and whatever repository stands before it. */
function bareName(kind: Reference['kind'], text: string): string {
  if (kind === 'issue' || kind === 'pull_request') return `#${text.match(/(\d+)\/?$/)?.[1] ?? text}`;
  if (kind === 'commit' || kind === 'session') return text.toLowerCase();
  return kind === 'branch' ? text.replace(/^(?:refs\/heads\/|(?:refs\/remotes\/)?origin\/)/, '') : text;
}

/** How a reference that a person asks for may be named in the events. */
export interface AskedReference {
  names: string[];
  /** Of a commit: what the names of longer hashes begin with. */
  prefix: string | null;
  /** Of an issue or pull request: the repository that stands with it. */
  repository: string | null;
}

const MIN_HASH = 7;

/** Reads what is asked for: `#12`, `acme/shop#12` or its address, a hash or its beginning, a branch, a ticket, a session, a path. */
export function askedReference(text: string): AskedReference {
  const asked = text.trim();
  const [, address, short, number] =
    asked.match(/^(?:https?:\/\/[^/]+\/(.+?)\/(?:-\/)?(?:pull|issues|merge_requests)\/|([\w.-]+\/[\w.-]+)?#)(\d{1,7})$/) ?? [];
  if (number) return { names: [`#${number}`], prefix: null, repository: (address ?? short)?.toLowerCase() ?? null };
  const hash = asked.match(/^(?:https?:\/\/\S+\/commit\/)?([0-9a-f]{7,40})$/i)?.[1]?.toLowerCase();
  if (hash) {
    const shorter = Array.from({ length: hash.length - MIN_HASH + 1 }, (_, i) => hash.slice(0, MIN_HASH + i));
    return { names: shorter, prefix: hash, repository: null };
  }
  const names = [asked, asked.toLowerCase(), bareName('branch', asked), pathName(asked, { cwd: null })];
  return { names: [...new Set(names)], prefix: null, repository: null };
}
