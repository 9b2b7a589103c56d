import { type Draft, noise, note } from '@/lib/formats/drafts';
import { tagged } from '@/lib/formats/words';

/** How texts begin that the host puts in a person's place. */
const TAGS =
  /^<(environment_context|user_instructions|environment|instructions|turn_aborted|skill|user_shell_command|subagent_notification|permissions|collaboration_mode|hook_prompt|user_action|skills_instructions|apps_instructions|plugins_instructions|model_switch|personality_spec|multi_agent_mode|goal_context)\b[^>]*>/i;
const INSTRUCTIONS = /^# AGENTS\.md instructions\b/;

/** What an editor puts before a prompt, up to the words that announce it. */
const BEFORE_REQUEST = /^\s*# (?:Context from my IDE setup|Files mentioned by the user):[\s\S]*?\n## My request for Codex:\s*/;

/** What a person wrote, without what was added before it. */
export const withoutAdditions = (text: string): string => text.replace(BEFORE_REQUEST, '').trim();

/** Reads a text in a person's place that no person wrote as such. Null if it is none. */
export function readInjected(text: string): Draft[] | null {
  const start = text.trimStart();
  if (INSTRUCTIONS.test(start)) return [noise('instructions', text)];
  const tag = start.match(TAGS)?.[1]?.toLowerCase();
  if (tag === undefined) return null;
  if (tag === 'user_shell_command') return shellCommand(start);
  if (tag === 'subagent_notification') return [note('agent_message', tagged(start, 'subagent_notification'))];
  return [noise(tag, text)];
}

/** A command that the person ran, and what came of it. */
function shellCommand(text: string): Draft[] {
  const command = tagged(text, 'command') ?? '';
  const result = tagged(text, 'result') ?? '';
  const code = result.match(/^Exit code: (-?\d{1,9})$/m)?.[1];
  const output = result.match(/(?:^|\n)Output:\n?([\s\S]*)$/)?.[1]?.trim() ?? result;
  return [
    { actor: 'human', kind: 'command', text: `!${command}`, data: { type: 'shell_command', name: '!', args: command } },
    note('command_output', output || null, code === undefined ? {} : { exit_code: Number(code) }),
  ];
}
