import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Surroundings } from '@/lib/cli/terminal';

/** An agent whose sessions lie in folders of the person's home. */
export interface Agent {
  name: string;
  /** Where it keeps its sessions; not all of them need to exist. */
  folders: (surroundings: Pick<Surroundings, 'env' | 'home'>) => string[];
}

/** What OpenCode keeps: its database, or the folder of files that it had before. */
export const openCodeFolder = ({ env, home }: Pick<Surroundings, 'env' | 'home'>): string =>
  join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'opencode');

/** Every agent that keeps its sessions on this computer in a way that is read here. */
export const AGENTS: readonly Agent[] = [
  { name: 'Claude Code', folders: ({ env, home }) => [join(env.CLAUDE_CONFIG_DIR || join(home, '.claude'), 'projects')] },
  {
    name: 'Codex',
    folders: ({ env, home }) =>
      ['sessions', 'archived_sessions'].map((name) => join(env.CODEX_HOME || join(home, '.codex'), name)),
  },
  { name: 'Gemini CLI', folders: ({ home }) => [join(home, '.gemini', 'tmp')] },
  { name: 'OpenCode', folders: (surroundings) => [openCodeFolder(surroundings)] },
  { name: 'Qwen Code', folders: ({ home }) => [join(home, '.qwen', 'projects')] },
  { name: 'Copilot CLI', folders: ({ home }) => [join(home, '.copilot', 'session-state')] },
  { name: 'Pi', folders: ({ home }) => [join(home, '.pi', 'agent', 'sessions')] },
];

/** The folders of an agent that are there. */
export interface FoundAgent {
  name: string;
  folders: string[];
}

export const findAgents = (surroundings: Pick<Surroundings, 'env' | 'home'>): FoundAgent[] =>
  AGENTS.map(({ name, folders }) => ({ name, folders: folders(surroundings).filter((folder) => existsSync(folder)) })).filter(
    ({ folders }) => folders.length > 0,
  );

/** Where sessions were looked for, to be told to one who has none. */
export const lookedFor = (surroundings: Pick<Surroundings, 'env' | 'home'>): string[] =>
  AGENTS.flatMap(({ folders }) => folders(surroundings).slice(0, 1));
