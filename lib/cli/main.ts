import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname } from 'node:path';
import { Command, CommanderError } from 'commander';
import type { ConnectOptions } from '@/lib/cli/connect';
import { runHandoff } from '@/lib/cli/handoff';
import { type ImportOptions, runImport } from '@/lib/cli/import';
import { runLogin, runLogout } from '@/lib/cli/login';
import { CliError, plain, plainLines, type Surroundings, terminalOf } from '@/lib/cli/terminal';
import type { WatchOptions } from '@/lib/cli/watch';
import { version } from '@/package.json';

const here = (): Surroundings => ({
  env: process.env,
  cwd: process.cwd(),
  home: homedir(),
  program: dirname(realpathSync(process.argv[1] ?? '.')),
  terminal: terminalOf(process),
});

/** Runs the command line; gives the exit status: 0 if all was done, 1 if not, 2 if the line was not understood. */
export async function main(args: string[], surroundings: Surroundings = here()): Promise<number> {
  const { terminal } = surroundings;
  const run: Run = { surroundings, status: 0 };
  const program = new Command('debrief').description('Review what coding agents did, segment by segment.').version(version);
  for (const declare of [declareImport, declareWatch, declareConnect, declareHandoff, declareLogin]) declare(program, run);
  for (const each of [program, ...program.commands]) {
    each.exitOverride().configureOutput({ writeOut: terminal.out, writeErr: (text) => terminal.err(plainLines(text)) });
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return run.status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof CliError)) throw error;
    terminal.err(`${plain(error.message)}\n`);
    return 1;
  }
}

/** What a command is run in, and what came of it. */
interface Run {
  surroundings: Surroundings;
  status: number;
}

const SERVER = ['--server <url>', 'address of Debrief (default: the one that runs on this machine)'] as const;
const PROJECT = ['--project <name>', 'project to send to (default: named after the repository that a session ran in)'] as const;

function declareImport(program: Command, run: Run): void {
  program
    .command('import')
    .description('Send transcripts to a running Debrief.')
    .argument(
      '[path...]',
      'transcripts, and folders of them (default: those of the agents on this computer, which it lists and asks about)',
    )
    .option(...PROJECT)
    .option(...SERVER)
    .option('--all', 'without a path: everything that is found, without asking')
    .option('--dry-run', 'say what would be sent, and send nothing')
    .action(async (paths: string[], options: ImportOptions) => {
      run.status = await runImport(paths, options, run.surroundings);
    });
}

function declareWatch(program: Command, run: Run): void {
  program
    .command('watch')
    .description('Follow transcripts, and send what is added to them within a second.')
    .argument('[path...]', 'transcripts, and folders of them (default: those of the agents on this computer)')
    .option(...PROJECT)
    .option(...SERVER)
    .action(async (paths: string[], options: WatchOptions) => {
      const { runWatch } = await import('@/lib/cli/watch');
      run.status = await runWatch(paths, options, run.surroundings, untilInterrupted());
    });
}

/** Aborted when the person ends the command. */
function untilInterrupted(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
  return controller.signal;
}

function declareConnect(program: Command, run: Run): void {
  const declare = (name: string, description: string) =>
    program
      .command(name)
      .description(description)
      .argument('<agent>', 'claude or codex')
      .option('--print', 'show what would change, and change nothing')
      .option('--yes', 'do not ask');
  declare('connect', 'Let an agent tell Debrief by itself when a session has grown.')
    .option(...PROJECT)
    .option(...SERVER)
    .action(async (agent: string, options: ConnectOptions) => {
      const { runConnect } = await import('@/lib/cli/connect');
      run.status = await runConnect(agent, options, run.surroundings);
    });
  declare('disconnect', 'Take away what connect added to the settings of an agent.').action(
    async (agent: string, options: ConnectOptions) => {
      const { runDisconnect } = await import('@/lib/cli/connect');
      run.status = await runDisconnect(agent, options, run.surroundings);
    },
  );
  program.command('send-pending', { hidden: true }).action(async () => {
    const { sendPending } = await import('@/lib/cli/pending');
    run.status = await sendPending(run.surroundings);
  });
}

function declareHandoff(program: Command, run: Run): void {
  program
    .command('handoff')
    .description('Print what a session comes to, as Markdown for the agent that carries on.')
    .argument('<session>', 'its id, or the address of its page')
    .option('--cut <number>', 'one way of dividing the session (default: the newest)')
    .option('--server <url>', 'address of Debrief (default: that of the page, else the one that runs on this machine)')
    .action(async (session: string, options: { server?: string; cut?: string }) => {
      run.status = await runHandoff(session, options, run.surroundings);
    });
}

function declareLogin(program: Command, run: Run): void {
  program
    .command('login')
    .description('Sign this computer in to a Debrief that asks for it, by a code in your browser.')
    .option(...SERVER)
    .action(async (options: { server?: string }) => {
      run.status = await runLogin(options, run.surroundings);
    });
  program
    .command('logout')
    .description('Forget the token of this computer, and revoke it.')
    .option(...SERVER)
    .action(async (options: { server?: string }) => {
      run.status = await runLogout(options, run.surroundings);
    });
}
