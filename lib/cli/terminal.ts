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
}

/** What a command is run in. */
export interface Surroundings {
  env: Record<string, string | undefined>;
  cwd: string;
  home: string;
  terminal: Terminal;
}

export const terminalOf = (process: NodeJS.Process): Terminal => ({
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  isWatched: process.stdout.isTTY === true && process.stderr.isTTY === true && !process.env.CI,
});

/** Text from a file or a server on one line, without what would steer the terminal. */
export const plain = (text: string): string => text.replace(/[\t\n]/g, ' ').replace(UNSEEN, ' ');

/** The same, line by line. */
export const plainLines = (text: string): string => text.split('\n').map(plain).join('\n');
