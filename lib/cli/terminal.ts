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

/** Text from a file or a server, without what would steer the terminal. */
export const plain = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g, ' ');
