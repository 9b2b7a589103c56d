import { isObject, type JsonObject, textOf } from '@/lib/formats/json';

const SHELL = /(?:^|[\\/])(?:ba|z|da|k)?sh(?:\.exe)?$|(?:^|[\\/])(?:pwsh|powershell)(?:\.exe)?$/i;
const TAKES_SCRIPT = /^-\w*c$|^-Command$/i;
/** A patch that a shell is asked to apply: Codex takes it out of the command and applies it itself. */
const PATCH_COMMAND = /^\s*(?:cd [^\n;&|]+ && )?apply_patch\b[\s\S]*?(\*\*\* Begin Patch[\s\S]*?\*\*\* End Patch)/;

/** The input of a call with its command as one line of text, whichever way it was given; other inputs as they are. */
export function withCommand(input: unknown): unknown {
  if (!isObject(input)) return input;
  const command = commandText(input.command ?? input.cmd);
  if (command === null) return input;
  const { cmd: _cmd, command: _command, ...rest } = input;
  return { command, ...rest };
}

/** The patch in the command of a shell call, or null. */
export function patchInCommand(input: unknown): string | null {
  if (!isObject(input)) return null;
  const { command } = input;
  if (Array.isArray(command) && command[0] === 'apply_patch') return textOf(command[1]);
  return commandText(command ?? input.cmd)?.match(PATCH_COMMAND)?.[1] ?? null;
}

function commandText(command: unknown): string | null {
  if (typeof command === 'string') return command;
  if (!Array.isArray(command)) return null;
  const words = command.filter((word) => typeof word === 'string');
  if (SHELL.test(words[0] ?? '') && TAKES_SCRIPT.test(words[1] ?? '') && words.length === 3) return words[2] ?? '';
  return words.map((word) => (/[\s;|&'"]/.test(word) ? JSON.stringify(word) : word)).join(' ');
}

const EXEC_CALL = /\btools\.exec_command\(\s*\{[^{}]*?\bcmd["']?\s*:\s*("(?:[^"\\\n]|\\.)*")/g;

/** Calls that are written as a program: the commands that it runs, as far as they stand in it as plain texts. */
export function inputOfProgram(code: string): JsonObject {
  const commands = [...code.matchAll(EXEC_CALL)].flatMap((match) => {
    try {
      return [String(JSON.parse(match[1] ?? ''))];
    } catch {
      return [];
    }
  });
  return { ...(commands.length > 0 ? { command: commands.join('\n') } : {}), code };
}
