import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { type HookSetup, withHook, withoutHook } from '@/lib/cli/agent-settings';
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
}

const AGENTS: Record<string, Hooked> = {
  claude: {
    name: 'Claude Code',
    file: ({ env, home }) => join(env.CLAUDE_CONFIG_DIR || join(home, '.claude'), 'settings.json'),
    events: ['UserPromptSubmit', 'Stop', 'SubagentStop', 'PreCompact', 'SessionEnd'],
  },
  codex: {
    name: 'Codex',
    file: ({ env, home }) => join(env.CODEX_HOME || join(home, '.codex'), 'hooks.json'),
    events: ['UserPromptSubmit', 'Stop', 'PreCompact'],
  },
};

/** Seconds; it ends in a fraction of one. */
const TIMEOUT_S = 5;
/** The hook, wherever the program lies. */
const isOurs = (command: string): boolean => /[\\/]lib[\\/]cli[\\/]hook\.mjs(['"\s]|$)/.test(command);

/**
 * Lets an agent tell Debrief when its transcript has grown. Shows what changes in the agent's settings, and asks before it is written.
 * Throws CliError for an agent that is unknown, and for settings that cannot be read.
 */
export async function runConnect(agent: string, options: ConnectOptions, surroundings: Surroundings): Promise<number> {
  const setup: HookSetup = { command: commandOf(options, surroundings), events: agentNamed(agent).events, timeout: TIMEOUT_S };
  return change(agent, options, surroundings, (text, file) => withHook(withoutHook(text, file, isOurs), file, setup));
}

/** Takes away what `runConnect` added, and nothing else. */
export const runDisconnect = (agent: string, options: ConnectOptions, surroundings: Surroundings): Promise<number> =>
  change(agent, options, surroundings, (text, file) => withoutHook(text, file, isOurs));

function agentNamed(name: string): Hooked {
  const agent = Object.hasOwn(AGENTS, name) ? AGENTS[name] : undefined;
  if (!agent) throw new CliError(`${name} cannot be connected. Name one of: ${Object.keys(AGENTS).join(', ')}.`);
  return agent;
}

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
  terminal.out(plainLines(createTwoFilesPatch(file, file, before ?? '', after, '', '', { context: 3 })));
  if (options.print) return 0;
  if (!options.yes && !(await terminal.confirm?.(`Write this to ${file}?`)))
    throw new CliError(terminal.confirm ? 'Nothing was changed.' : 'Nothing was changed. Add --yes to write it.');
  await write(file, after);
  terminal.out(`Written. ${name} reads it when its next session begins.\n`);
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
