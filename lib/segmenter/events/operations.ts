import { programName } from '@/lib/segmenter/events/check-programs';
import { commandLine } from '@/lib/segmenter/events/checks';
import { shellCommands } from '@/lib/segmenter/events/shell-commands';
import type { Call } from '@/lib/segmenter/events/tool-calls';

/** Programs that change something beyond files with one of these as their first word: what an orchestrator does. */
const OPERATES = new Map(
  Object.entries<RegExp>({
    git: /^(?:add|commit|push|merge|rebase|checkout|switch|branch|tag|reset|stash|worktree|cherry-pick|rm|mv|clean|restore|revert|gc)$/,
    gh: /^(?:pr|issue|release|workflow|repo|run|api)$/,
    bd: /^(?:create|close|update|dep|sync)$/,
    npm: /^(?:publish|install|i|ci|uninstall|version)$/,
    pnpm: /^(?:publish|install|add|remove)$/,
    docker: /^(?:run|build|push|stop|rm|compose|restart|exec)$/,
    kubectl: /^(?:apply|delete|rollout|scale|patch)$/,
    terraform: /^(?:apply|destroy|import)$/,
    workmux: /^(?:add|send|close|remove|rm|merge|open|run)$/,
    tmux: /^(?:new\S*|send-keys|kill\S*|split-window|respawn\S*|paste-buffer)$/,
    systemctl: /^(?:start|stop|restart|reload|enable|disable)$/,
    launchctl: /^(?:load|unload|start|stop|bootstrap|bootout|kickstart|remove)$/,
    brew: /^(?:install|uninstall|upgrade|link)$/,
    pip: /^(?:install|uninstall)$/,
  }),
);
const CHANGES = new Set('rm mv cp kill pkill ln chmod chown'.split(' '));
/** Second words and options with which the same programs only look. */
const LOOKS =
  /^(?:list|view|status|diff|checks|watch|show|logs?|ps|--list|--contains|--merged|--no-merged|--show-current|-l|-a|-r|-v|-vv|-av)$/;
/** Options with which `gh api` writes. */
const SENDS = /^(?:-f|-F|-X|--field|--raw-field|--input|--method)/;
/** Names of tools of other systems that change something there. */
const MCP_CHANGE = /__(?:create|update|delete|save|add|close)_/;

/** True for a successful command that changes state beyond the files an edit tool writes. */
export function operates(call: Call): boolean {
  const line = commandLine(call);
  if (call.result === null || call.hasFailed) return false;
  return line === null ? MCP_CHANGE.test(call.name) : shellCommands(line).some(({ words }) => changes(words));
}

function changes([program = '', ...rest]: readonly string[]): boolean {
  const name = programName(program);
  if (rest.some((word) => /^(?:--help|-h|--dry-run)$/.test(word))) return false;
  if (CHANGES.has(name)) return true;
  const [first = '', ...others] = name === 'git' && rest[0] === '-C' ? rest.slice(2) : rest;
  if (!OPERATES.get(name)?.test(first)) return false;
  if (name === 'gh' && first === 'api') return others.some((word) => SENDS.test(word)) && !others.includes('GET');
  return !others.some((word) => LOOKS.test(word)) && !(first === 'branch' && others.length === 0);
}
