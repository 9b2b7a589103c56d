import type { JsonObject } from '@/lib/formats/json';

/** SWE-agent's own commands; everything else is run by a shell. */
const COMMANDS = new Set(
  `open goto scroll_up scroll_down create edit insert append search_dir search_file find_file submit str_replace_editor view_image
  filemap submit_flag exit_forfeit connect_start connect_stop debug_start debug_stop`.split(/\s+/),
);
const EDITOR_WORDS = ['old_str', 'new_str', 'file_text', 'insert_line', 'view_range'];

/** An action as a call: a command of SWE-agent's by its name, a command of the shell as such. `file` is the one that is open. */
export function callOf(action: string, file: string | null): { name: string; input: JsonObject } {
  const command = action.trim();
  const name = command.match(/^\S+/)?.[0] ?? '';
  if (!COMMANDS.has(name)) return { name: 'bash', input: { command } };
  if (name === 'str_replace_editor') return { name, input: editorInput(command) };
  const path = name === 'create' || name === 'open' ? wordsOf(command.split('\n', 1)[0] ?? '')[1] : name === 'edit' ? file : null;
  return { name, input: { ...(path ? { path } : {}), command } };
}

function editorInput(command: string): JsonObject {
  const [, action, path, ...rest] = wordsOf(command);
  const options = rest.flatMap((word, at) => {
    const name = word.replace(/^--/, '');
    return word.startsWith('--') && EDITOR_WORDS.includes(name) ? [[name, rest[at + 1] ?? '']] : [];
  });
  return { command: action, path, ...Object.fromEntries(options) };
}

/** The lines that an edit replaced, as far as its words tell: a range of them by others, or a text by another. */
export function editedLines(action: string, path: string | null): JsonObject | null {
  const command = action.trim();
  const range = command.match(/^edit (\d{1,7}):(\d{1,7})\n([\s\S]*?)\n?end_of_edit$/);
  if (range) return { path, added: linesOf(range[3] ?? ''), removed: Math.max(0, Number(range[2]) - Number(range[1]) + 1) };
  const [name, before, after] = command.startsWith('edit ') ? wordsOf(command) : [];
  if (name !== 'edit' || before === undefined || after === undefined || /^\d+:\d+$/.test(before)) return null;
  return { path, added: linesOf(after), removed: linesOf(before) };
}

const linesOf = (text: string): number => (text === '' ? 0 : text.split('\n').length);

/** The words of a command, without the quotes around them. */
export function wordsOf(command: string): string[] {
  const pieces = command.matchAll(/'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])|([^\s'"\\]+)|(\s+)|['"\\]/g);
  const words: string[] = [];
  let isInWord = false;
  for (const [whole, single, double, escaped, bare, space] of pieces) {
    if (space === undefined) {
      const piece = single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? bare ?? whole;
      if (isInWord) words.push(`${words.pop() ?? ''}${piece}`);
      else words.push(piece);
    }
    isInWord = space === undefined;
  }
  return words;
}
