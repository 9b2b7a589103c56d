import { oneLine } from '@/components/ui/one-line';
import type { Event, Tool } from '@/lib/events/schema';
import type { Row } from './rows';

/** The one line of a row: `code` is set in mono, between what stands before and after it; `isProse` wraps instead of being cut. */
export interface Line {
  before?: string;
  code?: string;
  after?: string;
  isProse?: boolean;
}

export type Icon = 'terminal' | 'file' | 'tool' | 'message' | 'person' | 'thinking' | 'agent' | 'error' | 'mark' | 'other';

/** Characters of a line; a row shows fewer, the rest is there for a wide screen. */
const LINE_CHARS = 240;
const PROSE_CHARS = 420;
/** Of a path that does not lie where the session ran. */
const PATH_CHARS = 60;
const SHELLS = new Set([
  'bash',
  'shell',
  'local_shell',
  'exec_command',
  'run_shell_command',
  'run_terminal_cmd',
  'execute_bash',
  'exec',
]);
const FILE_TOOLS =
  /^(read|write|edit|multiedit|notebookedit|notebookread|apply_patch|str_replace|str_replace_based_edit_tool|create_file|view|read_file|write_file|replace|ls|glob|grep|search|find)$/i;
const AGENT_TOOLS = /^(task|agent|spawn_agent|delegate)$/i;

export const toolName = (event: Event): string => event.tool?.name ?? 'tool';
export const isShell = (event: Event): boolean => SHELLS.has(toolName(event).toLowerCase());

/** What the row is, at a glance. */
export function iconOf({ event, isError }: Row): Icon {
  if (isError) return 'error';
  if (event.kind === 'prompt' || event.kind === 'command' || event.kind === 'interrupt')
    return event.actor === 'human' ? 'person' : 'message';
  if (event.kind === 'message') return 'message';
  if (event.kind === 'thinking') return 'thinking';
  if (event.kind === 'compaction' || event.kind === 'note') return 'mark';
  if (event.kind !== 'tool_call' && event.kind !== 'tool_result') return 'other';
  if (isShell(event)) return 'terminal';
  if (AGENT_TOOLS.test(toolName(event))) return 'agent';
  return FILE_TOOLS.test(toolName(event)) ? 'file' : 'tool';
}

/** What the icon says, for those who do not see it. */
export const ICON_WORDS: Record<Icon, string> = {
  terminal: 'Command',
  file: 'File',
  tool: 'Tool',
  message: 'Message',
  person: 'Person',
  thinking: 'Thinking',
  agent: 'Subagent',
  error: 'Error',
  mark: 'Note',
  other: 'Event',
};

/** What happened, on one line. `cwd` shortens the paths inside it. */
export function lineOf(row: Row, cwd: string | null = null): Line {
  const { event } = row;
  if (event.kind === 'tool_call') return withOutcome(callLine(event, cwd), row);
  if (event.kind === 'tool_result')
    return { code: toolName(event), after: `→ ${firstLine(event.tool?.output ?? event.text) || 'no output'}` };
  const text = clip(event.text ?? '', PROSE_CHARS);
  if (event.kind === 'thinking')
    return text ? { before: 'Thinking', after: firstLine(text) } : { before: 'Thinking (not recorded)' };
  if (event.kind === 'prompt' || event.kind === 'message')
    return { after: oneLine(beforeFence(text) || text, PROSE_CHARS) || 'No text', isProse: true };
  if (event.kind === 'command') return { code: firstLine(text) || 'command' };
  if (event.kind === 'interrupt') return { after: firstLine(text) || 'Interrupted' };
  if (event.kind === 'compaction') return { before: 'Context compacted', after: firstLine(text) };
  return { before: labelOf(event), after: firstLine(text) };
}

function labelOf(event: Event): string {
  const type = event.data?.type ?? event.data?.subtype;
  if (typeof type === 'string' && type.length <= 40) return type.replaceAll('_', ' ');
  return event.kind === 'error' ? 'Error' : event.kind === 'note' ? 'Note' : 'Other';
}

function callLine(event: Event, cwd: string | null): Line {
  const name = toolName(event);
  const input = record(event.tool?.input);
  if (isShell(event)) return { code: firstLine(commandOf(event.tool)) || name };
  const path = pathOf(input);
  if (FILE_TOOLS.test(name)) {
    const named = string(input.pattern) || shorten(path || PATCHED.exec(patchOf(event.tool?.input))?.[1] || '', cwd);
    return { before: plain(name), code: firstLine(named) };
  }
  if (AGENT_TOOLS.test(name)) return { before: 'Subagent', after: firstLine(string(input.description) || string(input.prompt)) };
  return { code: plain(name), after: firstLine(path ? shorten(path, cwd) : firstString(input)) };
}

/** The first file of a patch in the form that starts with `*** Begin Patch`. */
const PATCHED = /^\*\*\* (?:Add|Update|Delete) File: (.+)$/m;

/** Whether an opened row says on its line all that its text or its command holds. */
export function saysAll({ event }: Row): boolean {
  if (event.kind === 'tool_call') {
    const command = isShell(event) ? commandOf(event.tool).trim() : '\n';
    return command.length <= LINE_CHARS && !command.includes('\n');
  }
  const text = event.text ?? '';
  return (event.kind === 'prompt' || event.kind === 'message') && text.length <= PROSE_CHARS && !text.includes('```');
}

/** What an opened row is called where its text stands below it. */
export const KIND_WORDS: Record<Event['kind'], string> = {
  prompt: 'Prompt',
  message: 'Message',
  thinking: 'Thinking',
  tool_call: 'Tool call',
  tool_result: 'Tool result',
  command: 'Command',
  interrupt: 'Interruption',
  compaction: 'Compaction',
  error: 'Error',
  note: 'Note',
  other: 'Other',
};

/** The first words of a failure, or of a tool's answer where the call alone says little. */
function withOutcome(line: Line, { event, result, isError }: Row): Line {
  const output = firstLine(result?.tool?.output ?? result?.text ?? event.tool?.output);
  if (isError) return { ...line, after: `failed${output ? `: ${output.replace(/^error:\s*/i, '')}` : ''}` };
  if (line.before || isShell(event) || !output || line.after) return line;
  return { ...line, after: `→ ${output}` };
}

/** The shell command of a call, whichever way the agent writes it. */
export function commandOf(tool: Tool | null): string {
  const input = record(tool?.input);
  const command = input.command ?? input.cmd ?? input.script ?? tool?.input;
  if (Array.isArray(command))
    return command
      .map((word) => (typeof word === 'string' ? word : JSON.stringify(word)))
      .join(' ')
      .replace(/^(?:\/bin\/)?(?:ba|z)?sh -l?c /, '');
  return typeof command === 'string' ? command : '';
}

export const pathOf = (input: Record<string, unknown>): string =>
  string(input.file_path) || string(input.path) || string(input.notebook_path) || string(input.filename);

/** An unknown value as an object to look into; empty if it is none. */
export const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

/** The body of a patch, whichever way it is sent. */
export function patchOf(input: unknown): string {
  if (typeof input === 'string') return input;
  const { patch, input: other, command } = record(input);
  const last = Array.isArray(command) ? command.at(-1) : command;
  return [patch, other, last].map(string).find((body) => body !== '') ?? '';
}

const string = (value: unknown): string => (typeof value === 'string' ? value : '');
const firstString = (input: Record<string, unknown>): string =>
  Object.values(input)
    .map(string)
    .find((value) => value !== '') ?? '';

/** `mcp__flower__record_bug` reads `flower.record_bug`. */
const plain = (name: string): string => name.replace(/^mcp__(.+?)__/, '$1.');

/** A path from where the session ran; of a long one elsewhere the end, which names the file. */
function shorten(path: string, cwd: string | null): string {
  if (cwd && path.startsWith(`${cwd}/`)) return path.slice(cwd.length + 1);
  if (path.length <= PATH_CHARS) return path;
  const slash = path.indexOf('/', path.length - PATH_CHARS);
  return slash === -1 ? path : `…${path.slice(slash)}`;
}

function firstLine(text: string | null | undefined): string {
  const line =
    (text ?? '')
      .slice(0, 4 * LINE_CHARS)
      .replace(ANSI, '')
      .split('\n')
      .find((part) => part.trim() !== '') ?? '';
  return clip(line.trim(), LINE_CHARS);
}

/** What a message says before its first block of code. */
function beforeFence(text: string): string {
  const [words = '', code] = text.split('```', 2);
  return code === undefined ? text : `${words.trim()} …`.trim();
}

const ANSI = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?)/g;
const clip = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text);
