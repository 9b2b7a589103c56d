import type { Call } from '@/lib/segmenter/events/tool-calls';
import { hasSucceeded, type ShellRun } from '@/lib/segmenter/references/shell-run';
import type { Reference } from '@/lib/segments/schema';

type Role = Reference['role'];
type Tracked = 'pull_request' | 'issue';

/** What a subcommand of `gh` does to the one that it names. */
const ROLES: Record<Tracked, ReadonlyMap<string, Role>> = {
  pull_request: new Map(
    Object.entries<Role>({
      ...{ view: 'read', diff: 'read', checkout: 'read', checks: 'read', merge: 'closed', close: 'closed' },
      ...{
        comment: 'commented',
        note: 'commented',
        review: 'commented',
        edit: 'touched',
        update: 'touched',
        ready: 'touched',
        reopen: 'touched',
      },
    }),
  ),
  issue: new Map(
    Object.entries<Role>({
      ...{ view: 'read', close: 'closed', delete: 'closed', comment: 'commented', note: 'commented' },
      ...{ edit: 'touched', update: 'touched', reopen: 'touched', develop: 'touched' },
    }),
  ),
};
/** Options of `gh` whose next word is their value. */
const TAKES_VALUE =
  /^(?:-[BbcFHjlLmqRrstT]|--(?:add-\w+|assignee|author|base|body|body-file|comment|head|jq|json|label|milestone|name|reason|remove-\w+|repo|subject|template|title|color))$/;
/** The address of a new one stands alone in its line. */
const MADE = /^https?:\/\/\S+\/(?:pull|issues|merge_requests)\/(\d+)$/m;
/** An id of the tracker `bd`: `debrief-4te.2`. */
const BEAD = /^[A-Za-z]\w*(?:-\w+)*-[a-z0-9]{2,8}(?:\.\d+)*$/;
const BEAD_SAID: [RegExp, Role][] = [
  [/^\W*Created issue: (\S+)/gm, 'produced'],
  [/^\W*Updated issue: (\S+)/gm, 'touched'],
  [/^\W*Closed ([^\s:]+)/gm, 'closed'],
  [/^\W*Comment added to (\S+)/gm, 'commented'],
];
const BEAD_ROLES = new Map(Object.entries<Role>({ show: 'read', note: 'commented', reopen: 'touched' }));

/** Issues, pull requests and tickets that a shell call opened, read, commented or closed. */
export const trackerOutcomes = (run: ShellRun): Reference[] =>
  run.commands.flatMap((command): Reference[] => {
    const [program = '', ...args] = command.words;
    if (program === 'bd') return bead(run, args, hasSucceeded(run, command));
    if (program !== 'gh' && program !== 'glab') return [];
    const [area, action = '', ...rest] = args;
    if (area === 'api') return hasSucceeded(run, command) ? api(args.slice(1)) : [];
    const kind = area === 'pr' || area === 'mr' ? 'pull_request' : area === 'issue' ? 'issue' : null;
    if (kind === null) return [];
    const repository = valueAfter(rest, /^(?:-R|--repo)$/) ?? '';
    if (action === 'create') return made(run, kind, repository);
    const number = positional(rest)?.match(/^(?:https?:\/\/\S+\/)?#?(\d{1,7})$/)?.[1];
    const role = rest.includes('--auto') ? 'touched' : ROLES[kind].get(action);
    if (!number || !role || rest.includes('--help')) return [];
    const said = new RegExp(`#${number}\\b|/${number}#issuecomment`);
    const isDone =
      hasSucceeded(run, command) || (role !== 'read' && /^\S*[✓]|#issuecomment/m.test(run.output) && said.test(run.output));
    return isDone ? [{ kind, text: `${repository}#${number}`, role }] : [];
  });

/** What calls of a tracker's own tools made or used; such tools are known by what their names end in. */
export function ticketOutcomes({ name, input, output, hasFailed }: Call): Reference[] {
  const action = name.match(/^mcp__.*(?:linear|jira).*__(create|save|get|update)_?issue$/i)?.[1]?.toLowerCase();
  if (!action || hasFailed) return [];
  const id = [input.id, input.issueId, input.issueIdOrKey].find((value) => typeof value === 'string' && TICKET.test(value));
  if (id !== undefined) return [{ kind: 'ticket', text: String(id), role: action === 'get' ? 'read' : 'touched' }];
  const fresh = action === 'create' ? output.match(/"(?:identifier|key|id)":\s*"([A-Z][A-Z0-9]*-\d+)"/)?.[1] : undefined;
  return fresh ? [{ kind: 'ticket', text: fresh, role: 'produced' }] : [];
}

/** Numbers in the texts that a command sends: of a commit, a comment, a description. */
export const trackerMentions = (run: ShellRun): Reference[] =>
  run.commands.some(({ words }) => /^(?:git (?:.* )?commit|gh|glab|bd)\b/.test(words.slice(0, 4).join(' ')))
    ? [...run.line.matchAll(MENTIONED)].map((match) => ({ kind: 'issue', text: `#${match[1]}`, role: 'mentioned' }))
    : [];

const TICKET = /^[A-Z][A-Z0-9]*-\d+$/;
/** A number behind a word that makes it an issue's, or in brackets, where six digits are a colour. */
const MENTIONED =
  /(?:\b(?:fix(?:e[sd])?|close[sd]?|resolve[sd]?|refs?|references|see|issue|implements|part of|follow-up to|for)[: ]\s*|\((?!#\d{6}))#(?!0)(\d{1,6})\b/gi;

function made(run: ShellRun, kind: Tracked, repository: string): Reference[] {
  const number = run.hasFailed ? undefined : run.output.match(MADE)?.[1];
  return number ? [{ kind, text: `${repository}#${number}`, role: 'produced' }] : [];
}

function api(args: readonly string[]): Reference[] {
  const match = args.map((arg) => arg.match(/^\/?repos\/([^/]+\/[^/]+)\/(issues|pulls)\/(\d+)(?:\/(\w+))?/)).find(Boolean);
  const [, repository = '', area, number, part] = match ?? [];
  const method = valueAfter(args, /^(?:-X|--method)$/);
  const isWriting = args.some((arg) => /^(?:-f|-F|--field|--raw-field|--input)$/.test(arg));
  if (!number || (method && method !== 'GET' && method !== 'POST')) return [];
  const isReading = method === 'GET' || (!isWriting && !method);
  if (!isReading && !/^(?:comments|replies|reviews)$/.test(part ?? '')) return [];
  const kind = area === 'pulls' ? 'pull_request' : 'issue';
  const owner = /^[\w.-]+\/[\w.-]+$/.test(repository) ? repository : '';
  return [{ kind, text: `${owner}#${number}`, role: isReading ? 'read' : 'commented' }];
}

function bead(run: ShellRun, args: readonly string[], isDone: boolean): Reference[] {
  const ticket = (text: string | undefined, role: Role): Reference[] =>
    text && BEAD.test(text) ? [{ kind: 'ticket', text, role }] : [];
  const said = BEAD_SAID.flatMap(([pattern, role]) =>
    [...run.output.matchAll(pattern)].flatMap((match) => ticket(match[1], role)),
  );
  const [action = '', ...rest] = args;
  const role = BEAD_ROLES.get(action);
  return [...said, ...(role && isDone ? ticket(rest[0], role) : [])];
}

/** The first word that is neither an option nor the value of one. */
const positional = (args: readonly string[]): string | undefined =>
  args.find((arg, i) => !arg.startsWith('-') && !TAKES_VALUE.test(args[i - 1] ?? ''));

function valueAfter(args: readonly string[], option: RegExp): string | null {
  const at = args.findIndex((arg) => option.test(arg));
  return at < 0 ? null : (args[at + 1] ?? null);
}
