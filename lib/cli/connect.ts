import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { type Hook, type HookSetup, withHooks, withoutHooks } from '@/lib/cli/agent-settings';
import { keptToken } from '@/lib/cli/credentials';
import { requireProject } from '@/lib/cli/project-name';
import { codeOf } from '@/lib/cli/reason';
import { findServer } from '@/lib/cli/server';
import { CliError, plainLines, type Surroundings } from '@/lib/cli/terminal';

export interface ConnectOptions {
  project?: string;
  server?: string;
  print?: boolean;
  yes?: boolean;
}

interface Hooked {
  name: string;
  /** The file with its hooks. */
  file: (surroundings: Pick<Surroundings, 'env' | 'home'>) => string;
  /** When its transcript has grown by something whole. */
  events: readonly string[];
  /** What it tells by HTTP as it happens, each with the tools that it is told of where these are not all. */
  tells: readonly (readonly [event: string, tools?: string])[];
}

const AGENTS: Record<string, Hooked> = {
  claude: {
    name: 'Claude Code',
    file: ({ env, home }) => join(env.CLAUDE_CONFIG_DIR || join(home, '.claude'), 'settings.json'),
    events: ['UserPromptSubmit', 'Stop', 'SubagentStop', 'PreCompact', 'SessionEnd'],
    tells: [
      ['SessionStart'],
      ['UserPromptSubmit'],
      ['PreToolUse', 'AskUserQuestion|ExitPlanMode'], // these alone wait for a person
      ['PostToolUse'],
      ['PostToolUseFailure'],
      ['Notification'],
      ['Stop'],
      ['SubagentStop'],
      ['SessionEnd'],
    ],
  },
  codex: {
    name: 'Codex',
    file: ({ env, home }) => join(env.CODEX_HOME || join(home, '.codex'), 'hooks.json'),
    events: ['UserPromptSubmit', 'Stop', 'PreCompact'],
    tells: [],
  },
};

/** Seconds; it ends in a fraction of one. */
const COMMAND_TIMEOUT_S = 5;
/** Seconds that an agent waits for a server which does not answer. */
const HTTP_TIMEOUT_S = 1;
/** The hook, wherever the program lies, and the address of any Debrief. */
const isOurs = ({ command, url }: Hook): boolean =>
  /[\\/]lib[\\/]cli[\\/]hook\.mjs(['"\s]|$)/.test(command ?? '') ||
  /\/api\/v1(\/projects\/[^/]+)?\/hooks\/claude-code$/.test(url ?? '');

/**
 * Lets an agent tell Debrief what it does, and when its transcript has grown. Shows what changes in the agent's settings, and asks before it is written.
 * Throws CliError for an agent that is unknown, and for settings that cannot be read.
 */
export async function runConnect(agent: string, options: ConnectOptions, surroundings: Surroundings): Promise<number> {
  const setups = await setupsOf(agentNamed(agent), options, surroundings);
  return change(agent, options, surroundings, (text, file) => withHooks(withoutHooks(text, file, isOurs), file, setups));
}

/** Takes away what `runConnect` added, and nothing else. */
export const runDisconnect = (agent: string, options: ConnectOptions, surroundings: Surroundings): Promise<number> =>
  change(agent, options, surroundings, (text, file) => withoutHooks(text, file, isOurs));

function agentNamed(name: string): Hooked {
  const agent = Object.hasOwn(AGENTS, name) ? AGENTS[name] : undefined;
  if (!agent) throw new CliError(`${name} cannot be connected. Name one of: ${Object.keys(AGENTS).join(', ')}.`);
  return agent;
}

async function setupsOf({ events, tells }: Hooked, options: ConnectOptions, surroundings: Surroundings): Promise<HookSetup[]> {
  const command = { type: 'command', command: commandOf(options, surroundings), timeout: COMMAND_TIMEOUT_S };
  const http = tells.length > 0 ? await httpOf(options, surroundings) : {};
  return [
    ...events.map((event) => ({ event, hook: command })),
    ...tells.map(([event, matcher]) => ({ event, ...(matcher && { matcher }), hook: http })),
  ];
}

/** The token itself is written nowhere: the agent takes it from its surroundings, where one is needed. */
async function httpOf(options: ConnectOptions, surroundings: Surroundings): Promise<HookSetup['hook']> {
  const server = findServer(options.server, surroundings);
  const project = requireProject(options.project);
  const url = `${server}/api/v1${project ? `/projects/${project}` : ''}/hooks/claude-code`;
  const isNeeded = surroundings.env.DEBRIEF_TOKEN || !isLoopback(server) || (await keptToken(server, surroundings)) !== null;
  const token = { headers: { Authorization: 'Bearer $DEBRIEF_TOKEN' }, allowedEnvVars: ['DEBRIEF_TOKEN'] };
  return { type: 'http', url, timeout: HTTP_TIMEOUT_S, ...(isNeeded && token) };
}

const isLoopback = (server: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(server).hostname);

/** Absolute paths alone: nothing that a folder on the way, or a package of that name, could put itself in the place of. */
function commandOf(options: ConnectOptions, surroundings: Surroundings): string {
  const project = requireProject(options.project);
  const server = options.server ? findServer(options.server, surroundings) : null;
  const words = [process.execPath, join(surroundings.program, 'hook.mjs')];
  const more = [...(server ? ['--server', server] : []), ...(project ? ['--project', project] : [])];
  return [...words, ...more].map(quoted).join(' ');
}

function quoted(word: string): string {
  if (/^[\w./:@=+-]+$/.test(word)) return word;
  return process.platform === 'win32' ? `"${word}"` : `'${word.replaceAll("'", "'\\''")}'`;
}

async function change(
  agent: string,
  options: ConnectOptions,
  surroundings: Surroundings,
  changed: (text: string, file: string) => string,
): Promise<number> {
  const { terminal } = surroundings;
  const { name, file: fileOf } = agentNamed(agent);
  const file = fileOf(surroundings);
  const before = await readFile(file, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw new CliError(`${file} cannot be read. Look at its permissions, then run this again.`);
  });
  const after = changed(before ?? '', file);
  if (after === (before ?? '')) {
    terminal.out(`Nothing to change in ${file}.\n`);
    return 0;
  }
  terminal.out(
    plainLines(createTwoFilesPatch(file, file, before ?? '', after, '', '', { context: 3, headerOptions: FILE_HEADERS_ONLY })),
  );
  if (options.print) return 0;
  if (!options.yes && !(await terminal.confirm?.(`Write this to ${file}?`)))
    throw new CliError(terminal.confirm ? 'Nothing was changed.' : 'Nothing was changed. Add --yes to write it.');
  await write(file, after);
  terminal.out(`Written. ${name} reads it when its next session begins.\n`);
  if (after.includes('$DEBRIEF_TOKEN') && !before?.includes('$DEBRIEF_TOKEN'))
    terminal.out(`Set DEBRIEF_TOKEN where ${name} runs: its hooks send it.\n`);
  return 0;
}

/** Settings that hold nothing are none: their file goes. */
async function write(file: string, text: string): Promise<void> {
  if (text.trim() === '{}') return rm(file);
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.debrief-${process.pid}`;
  await writeFile(draft, text);
  await rename(draft, file);
}
