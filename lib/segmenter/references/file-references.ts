import { fileChanges } from '@/lib/segmenter/events/file-changes';
import type { Call } from '@/lib/segmenter/events/tool-calls';
import { isReadTool } from '@/lib/segmenter/events/tool-names';
import { hasSucceeded, isPlain, type ShellRun } from '@/lib/segmenter/references/shell-run';
import type { Reference } from '@/lib/segments/schema';

/** Edit tools that also view, if their command says so. */
const VIEWS = /^(?:str_replace_editor|str_replace_based_edit_tool)$/i;
/** A word that is a path: with an extension, with folders, or well known. */
const FILE = /(?:^|\/)[^/]*\.[A-Za-z0-9]{1,10}$|^[\w.@+-]+(?:\/[\w.@+-]+)+$|(?:^|\/)(?:Makefile|Dockerfile|LICENSE|README)$/;

/** Files that a call of a file tool changed, made or read. */
export function fileOutcomes(call: Call): Reference[] {
  const { name, input, result, hasFailed } = call;
  if (result === null || hasFailed) return [];
  const isRead = isReadTool(name) || (VIEWS.test(name) && input.command === 'view');
  const read = isRead ? (input.file_path ?? input.path ?? input.notebook_path) : null;
  if (typeof read === 'string' && read) return [{ kind: 'file', text: read, role: 'read' }];
  const fresh = new Set(createdFiles(call));
  return fileChanges(call).map(({ path }) => ({ kind: 'file', text: path, role: fresh.has(path) ? 'produced' : 'touched' }));
}

/** Files that a shell line printed, where it names just one in a command. */
export const printedFiles = (run: ShellRun): Reference[] =>
  / *(?<![2&])>(?!&|\s*\/dev\/null)|<</.test(run.line.replace(/2>\s*\/dev\/null|2>&1/g, ''))
    ? []
    : run.commands.flatMap((command) => {
        const path = printedPath(command.words);
        return path && hasSucceeded(run, command) ? [{ kind: 'file' as const, text: path, role: 'read' as const }] : [];
      });

function createdFiles({ name, output, input, result }: Call): string[] {
  const data = result?.data;
  const patches = [data?.patch, ...(Array.isArray(data?.patches) ? data.patches : [])];
  const told = patches.flatMap((patch) => (patch?.is_new === true && typeof patch.path === 'string' ? [patch.path] : []));
  const asked = [input.input, input.patch].flatMap((text) =>
    typeof text === 'string' ? [...text.matchAll(/^\*\*\* Add File: (.+)$/gm)].map((match) => (match[1] ?? '').trim()) : [],
  );
  const isWritten = /^write$/i.test(name) && /^File created successfully/.test(output);
  return [...told, ...asked, ...(isWritten && typeof input.file_path === 'string' ? [input.file_path] : [])];
}

/** The one file that `cat` and its like are given, or null. */
function printedPath([program = '', ...args]: readonly string[]): string | null {
  if (!/^(?:cat|nl|head|tail|sed|bat)$/.test(program)) return null;
  if (program === 'sed' && !args.includes('-n')) return null;
  if (args.some((arg) => /^(?:-i|--in-place|-f|--follow|-F)/.test(arg))) return null;
  const words = args.filter((arg, i) => !arg.startsWith('-') && !/^-(?:n|c|r|e|l)$/.test(args[i - 1] ?? ''));
  const paths = program === 'sed' ? sedPaths(args) : words;
  const [path] = paths;
  return paths.length === 1 && isPlain(path) && FILE.test(path) && !path.startsWith('~') ? path : null;
}

/** What follows the one script that prints lines. */
function sedPaths(args: readonly string[]): string[] {
  const [script = '', ...paths] = args.filter((arg) => !/^(?:-n|-E|-r|-e|-ne)$/.test(arg));
  return /^[\d,$; p]+$/.test(script) ? paths : [];
}
