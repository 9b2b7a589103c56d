import { type Draft, noise, note } from '@/lib/formats/drafts';
import { objectOf, readValues, textOf } from '@/lib/formats/json';
import { tagged } from '@/lib/formats/words';

/** Tags that the agent's host puts around what it adds to a person's prompt. */
const ADDED = /^\s*<(ide_[a-z_]+|system-reminder|user-prompt-submit-hook)>[\s\S]*?<\/\1>/;
const ADDED_AT_END = /<(system-reminder|user-prompt-submit-hook)>(?:(?!<\1>)[\s\S])*?<\/\1>\s*$/;

/** What a person wrote, without what was added around it. */
export function withoutAdditions(text: string): string {
  let left = text;
  while (ADDED.test(left)) left = left.replace(ADDED, '');
  while (ADDED_AT_END.test(left)) left = left.replace(ADDED_AT_END, '');
  return left.trim();
}

/**
 * Reads a text of a `user` record that no person typed as such: a command, its output, a notice. Null if it is none of these.
 */
export function readInjected(text: string): Draft | null {
  const start = text.trimStart();
  if (start.startsWith('<command-name>') || start.startsWith('<command-message>')) return slashCommand(start);
  if (start.startsWith('<bash-input>')) return shellCommand(start);
  if (start.startsWith('<bash-stdout>') || start.startsWith('<bash-stderr>')) return shellOutput(start);
  if (start.startsWith('<local-command-stdout>')) return commandOutput(tagged(start, 'local-command-stdout'));
  if (start.startsWith('<local-command-stderr>')) return commandOutput(tagged(start, 'local-command-stderr'));
  if (start.startsWith('<local-command-caveat>') || start.startsWith('Caveat: The messages below')) return noise('caveat', text);
  if (/^<(task|background-task)[a-z-]*>/.test(start)) return taskNotification(start);
  if (start.startsWith('{"task_id":')) return oldTaskNotification(start);
  if (/^<(agent-(notification|message)|teammate-message)/.test(start)) return note('agent_message', text);
  if (start.startsWith('Stop hook feedback:')) return note('hook_feedback', text);
  if (start.startsWith('<user-memory-input>')) return { ...note('memory', tagged(start, 'user-memory-input')), actor: 'human' };
  return null;
}

function slashCommand(text: string): Draft {
  const name = (tagged(text, 'command-name') ?? tagged(text, 'command-message') ?? '').replace(/^\/?/, '/');
  const args = tagged(text, 'command-args') ?? '';
  return { actor: 'human', kind: 'command', text: args ? `${name} ${args}` : name, data: { type: 'slash_command', name, args } };
}

function shellCommand(text: string): Draft {
  const command = tagged(text, 'bash-input') ?? '';
  return { actor: 'human', kind: 'command', text: `!${command}`, data: { type: 'shell_command', name: '!', args: command } };
}

function shellOutput(text: string): Draft {
  const output = [tagged(text, 'bash-stdout'), tagged(text, 'bash-stderr')].filter(Boolean).join('\n');
  return note('command_output', output || null);
}

const commandOutput = (output: string | null): Draft => (output ? note('command_output', output) : noise('command_output'));

function taskNotification(text: string): Draft {
  const result = tagged(text, 'result');
  const summary = tagged(text, 'summary');
  return note('task_notification', [summary, result].filter(Boolean).join('\n\n') || text, {
    task_id: tagged(text, 'task-id'),
    status: tagged(text, 'status'),
    summary,
  });
}

function oldTaskNotification(text: string): Draft {
  const task = objectOf(readValues(text).values[0]?.value);
  const summary = textOf(task.summary) ?? textOf(task.description);
  return note('task_notification', summary ?? text, { task_id: textOf(task.task_id), status: textOf(task.status), summary });
}

/** Another model answered than the one that was asked. */
export function modelFallback(from: unknown, to: unknown, text: string | null = null): Draft {
  const said = `${textOf(from) ?? 'The model'} did not answer; ${textOf(to) ?? 'another model'} does.`;
  return note('model_fallback', text ?? said, { from: textOf(from), to: textOf(to) });
}
