import { homedir } from 'node:os';
import { Command, CommanderError } from 'commander';
import { runHandoff } from '@/lib/cli/handoff';
import { type ImportOptions, runImport } from '@/lib/cli/import';
import { runLogin, runLogout } from '@/lib/cli/login';
import { CliError, plain, plainLines, type Surroundings, terminalOf } from '@/lib/cli/terminal';
import type { WatchOptions } from '@/lib/cli/watch';
import { version } from '@/package.json';

const here = (): Surroundings => ({ env: process.env, cwd: process.cwd(), home: homedir(), terminal: terminalOf(process) });

const SERVER = ['--server <url>', 'address of Debrief (default: the one that runs on this machine)'] as const;

/** Aborted when the person ends the command. */
function untilInterrupted(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
  return controller.signal;
}

/** Runs the command line; gives the exit status: 0 if all was done, 1 if not, 2 if the line was not understood. */
export async function main(args: string[], surroundings: Surroundings = here()): Promise<number> {
  const { terminal } = surroundings;
  let status = 0;
  const program = new Command('debrief').description('Review what coding agents did, segment by segment.').version(version);
  program
    .command('import')
    .description('Send transcripts to a running Debrief.')
    .argument(
      '[path...]',
      'transcripts, and folders of them (default: those of the agents on this computer, which it lists and asks about)',
    )
    .option('--project <name>', 'project to import into (default: named after the repository that a session ran in)')
    .option(...SERVER)
    .option('--all', 'without a path: everything that is found, without asking')
    .option('--dry-run', 'say what would be sent, and send nothing')
    .action(async (paths: string[], options: ImportOptions) => {
      status = await runImport(paths, options, surroundings);
    });
  program
    .command('watch')
    .description('Follow transcripts, and send what is added to them within a second.')
    .argument('[path...]', 'transcripts, and folders of them (default: those of the agents on this computer)')
    .option('--project <name>', 'project to send to (default: named after the repository that a session ran in)')
    .option(...SERVER)
    .action(async (paths: string[], options: WatchOptions) => {
      const { runWatch } = await import('@/lib/cli/watch');
      status = await runWatch(paths, options, surroundings, untilInterrupted());
    });
  program
    .command('handoff')
    .description('Print what a session comes to, as Markdown for the agent that carries on.')
    .argument('<session>', 'its id, or the address of its page')
    .option('--cut <number>', 'one way of dividing the session (default: the newest)')
    .option('--server <url>', 'address of Debrief (default: that of the page, else the one that runs on this machine)')
    .action(async (session: string, options: { server?: string; cut?: string }) => {
      status = await runHandoff(session, options, surroundings);
    });
  program
    .command('login')
    .description('Sign this computer in to a Debrief that asks for it, by a code in your browser.')
    .option(...SERVER)
    .action(async (options: { server?: string }) => {
      status = await runLogin(options, surroundings);
    });
  program
    .command('logout')
    .description('Forget the token of this computer, and revoke it.')
    .option(...SERVER)
    .action(async (options: { server?: string }) => {
      status = await runLogout(options, surroundings);
    });
  for (const each of [program, ...program.commands]) {
    each.exitOverride().configureOutput({ writeOut: terminal.out, writeErr: (text) => terminal.err(plainLines(text)) });
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof CliError)) throw error;
    terminal.err(`${plain(error.message)}\n`);
    return 1;
  }
}
