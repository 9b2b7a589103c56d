import { UNSEEN } from '@/lib/display';

/** What keeps a command from being done, said in a line that tells the person what to do. */
export class CliError extends Error {
  override readonly name = 'CliError';
}

/** Where a command writes. */
export interface Terminal {
  out: (text: string) => void;
  err: (text: string) => void;
  /** True if a person watches: then there is a moving bar. */
  isWatched: boolean;
  /** Asks the person which of some things they want; null if they want none. Absent where nobody can be asked. */
  choose?: (question: string, options: Choice[]) => Promise<string[] | null>;
  /** Asks whether to do something. Absent where nobody can be asked. */
  confirm?: (question: string) => Promise<boolean>;
}

export interface Choice {
  value: string;
  label: string;
  hint: string;
}

/** What a command is run in. */
export interface Surroundings {
  env: Record<string, string | undefined>;
  cwd: string;
  home: string;
  /** The folder of the program's own commands. */
  program: string;
  terminal: Terminal;
}

export function terminalOf(process: NodeJS.Process): Terminal {
  const isWatched = process.stdout.isTTY === true && process.stderr.isTTY === true && !process.env.CI;
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    isWatched,
    ...(isWatched && process.stdin.isTTY ? { choose, confirm } : {}),
  };
}

/** Loaded only where a person is asked. */
async function choose(question: string, options: Choice[]): Promise<string[] | null> {
  const { isCancel, multiselect } = await import('@clack/prompts');
  const chosen = await multiselect({
    message: question,
    options,
    initialValues: options.map(({ value }) => value),
    required: false,
  });
  return isCancel(chosen) ? null : chosen;
}

/** Text from a file or a server on one line, without what would steer the terminal. */
export const plain = (text: string): string => text.replace(/[\t\n]/g, ' ').replace(UNSEEN, ' ');

/** The same, line by line. */
export const plainLines = (text: string): string => text.split('\n').map(plain).join('\n');

async function confirm(question: string): Promise<boolean> {
  const { confirm: ask } = await import('@clack/prompts');
  return (await ask({ message: question })) === true;
}
