import { basename, relative } from 'node:path';
import { plain, type Terminal } from '@/lib/cli/terminal';
import type { Warning } from '@/lib/events/schema';

/** Characters of a file's name beside the bar, so that they share a line. */
const NAME_CHARS = 40;
/** Warnings of one file that are written out; the others are counted. */
const SHOWN_WARNINGS = 5;

/** Tells a person how an import goes: with a moving bar to one who watches, else line by line. */
export interface Report {
  /** A file went in, or would. */
  done: (path: string, text: string) => void;
  /** A file did not go in. */
  failed: (path: string, reason: string) => void;
  warned: (path: string, warnings: Warning[]) => void;
  bytes: (count: number) => void;
  /** Takes the bar away; what follows is plain text. */
  end: () => void;
}

export async function startReport(terminal: Terminal, { cwd, bytes }: { cwd: string; bytes: number }): Promise<Report> {
  const name = (path: string) => plain(shorter(relative(cwd, path), path));
  const lines: string[] = [];
  const bar = terminal.isWatched && bytes > 0 ? await startBar(bytes) : null;
  const tell = (text: string) => (bar ? void lines.push(text) : terminal.err(text));
  return {
    done: (path, text) =>
      bar ? bar.message(plain(basename(path)).slice(0, NAME_CHARS)) : terminal.out(`${name(path)}: ${text}\n`),
    failed: (path, reason) => tell(`${name(path)}: not imported: ${plain(reason)}\n`),
    warned: (path, warnings) => {
      for (const { line, code, message } of warnings.slice(0, SHOWN_WARNINGS)) {
        tell(`${name(path)}${line === undefined ? '' : `:${line}`}: ${plain(message)} (${plain(code)})\n`);
      }
      const more = warnings.length - SHOWN_WARNINGS;
      if (more > 0) tell(`${name(path)}: ${more} more warnings\n`);
    },
    bytes: (count) => bar?.advance(count),
    end: () => {
      bar?.stop();
      for (const line of lines.splice(0)) terminal.err(line);
    },
  };
}

const shorter = (a: string, b: string): string => (a !== '' && a.length < b.length ? a : b);

/** Loaded only where it is shown. */
async function startBar(bytes: number) {
  const { progress } = await import('@clack/prompts');
  const bar = progress({ max: bytes, style: 'light' });
  bar.start('Sending transcripts');
  return {
    advance: (count: number) => bar.advance(count),
    message: (text: string) => bar.message(text),
    stop: () => bar.stop('Done'),
  };
}
