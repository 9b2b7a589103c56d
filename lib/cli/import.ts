import { chooseTranscripts } from '@/lib/cli/choose';
import { authorizationFor } from '@/lib/cli/credentials';
import { type FoundFile, findTranscripts } from '@/lib/cli/files';
import { inParallel } from '@/lib/cli/in-parallel';
import { type Head, readContent, readHead } from '@/lib/cli/inspect';
import { requireProject } from '@/lib/cli/project-name';
import { reasonOf } from '@/lib/cli/reason';
import { type Report, startReport } from '@/lib/cli/report';
import { findServer, requireServer } from '@/lib/cli/server';
import { count, newTotals, type Totals, writeSummary } from '@/lib/cli/summary';
import { CliError, type Surroundings } from '@/lib/cli/terminal';
import { isPlainFile } from '@/lib/cli/transcript';
import { UploadError, uploadAgent, uploadOutputs, uploadTranscript } from '@/lib/cli/upload';
import { projectOf } from '@/lib/projects/folder-name';

export interface ImportOptions {
  project?: string;
  server?: string;
  dryRun?: boolean;
  /** Everything that agents have on this computer, without asking. */
  all?: boolean;
}

/** Files that are sent at once: the server parses one while it stores another. */
const AT_ONCE = 4;

interface Run {
  /** Null in a dry run. */
  server: string | null;
  project: string | null;
  authorization: Record<string, string>;
  /** Where each session went, so that its subagents follow wherever they worked. */
  projects: Map<string, string>;
  totals: Totals;
  report: Report;
}

/** Imports transcripts; gives the exit status: 0 only if all that was found went in. */
export async function runImport(paths: string[], options: ImportOptions, surroundings: Surroundings): Promise<number> {
  const { cwd, terminal } = surroundings;
  const project = requireProject(options.project);
  const server = options.dryRun ? null : findServer(options.server, surroundings);
  if (server && paths.length === 0 && terminal.choose) await requireServer(server); // before the person is asked
  const found =
    paths.length > 0
      ? await findTranscripts(paths, cwd)
      : await chooseTranscripts(options.all === true || options.dryRun === true, surroundings);
  if (found.files.length === 0 && found.problems.length === 0)
    throw new CliError(`There are no transcripts in ${paths.join(', ')}.`);
  if (server && found.files.length > 0) await requireServer(server);
  const authorization = server ? await authorizationFor(server, surroundings) : {};
  const bytes = found.files.reduce((sum, file) => sum + file.bytes, 0);
  const report = await startReport(terminal, { cwd, bytes });
  const run: Run = { server, project, authorization, projects: new Map(), totals: newTotals(), report };
  for (const { path, reason } of found.problems) fail(run, path, reason);
  try {
    for (const isSubagents of [false, true]) {
      const files = found.files.filter((file) => file.isSubagents === isSubagents); // sessions first: they tell the project
      await inParallel(files, AT_ONCE, (file) => takeFile(run, file));
    }
  } finally {
    report.end();
  }
  writeSummary(terminal, run.totals, server);
  return run.totals.failed === 0 ? 0 : 1;
}

async function takeFile(run: Run, { path, bytes }: FoundFile): Promise<void> {
  try {
    const head = await readHead(path);
    if (head.isEmpty) return fail(run, path, 'it is empty', bytes);
    if (!head.format) return fail(run, path, 'it is in no format that Debrief knows', bytes);
    const project = run.project ?? (head.session ? run.projects.get(head.session) : undefined) ?? projectOf(head.cwd);
    if (head.session) run.projects.set(head.session, project);
    if (run.server) await sendFile(run, run.server, { path, bytes, project, head });
    else await readFile(run, { path, bytes, project, head });
    if (!run.server) run.report.bytes(bytes);
  } catch (error) {
    if (error instanceof UploadError && error.isFinal)
      throw new CliError(`${path}: ${error.message.replace(/\.$/, '')}. Run the same command again to go on.`);
    fail(run, path, error instanceof UploadError ? error.message : reasonOf(error));
  }
}

async function sendFile(
  { totals, report, authorization }: Run,
  server: string,
  { path, bytes, project, head }: Taken,
): Promise<void> {
  const upload = { server, project, path, cwd: head.cwd, authorization };
  const { sessions } = await uploadTranscript(isPlainFile(path) ? { ...upload, onBytes: report.bytes } : upload);
  if (!isPlainFile(path)) report.bytes(bytes); // what is read of it are others
  if (head.format?.name === 'claude-code') {
    await uploadAgent(upload);
    await uploadOutputs(upload);
  }
  const warnings = sessions.flatMap((session) => session.warnings);
  const accepted = sessions.reduce((sum, session) => sum + session.accepted, 0);
  const duplicates = sessions.reduce((sum, session) => sum + session.duplicates, 0);
  for (const { url, external_id } of sessions) totals.sessions.set(`${project}/${external_id}`, new URL(url, server).href);
  totals.files += 1;
  totals.accepted += accepted;
  totals.duplicates += duplicates;
  totals.warnings += warnings.length;
  totals.projects.add(project);
  report.done(path, `${count(accepted, 'new event')}, ${duplicates} already known, in ${project}`);
  report.warned(path, warnings);
}

async function readFile({ totals, report }: Run, { path, project, head }: Taken): Promise<void> {
  const { sessions, events, prompts, warnings } = await readContent(path, head);
  for (const session of sessions) totals.sessions.set(`${project}/${session}`, null);
  totals.files += 1;
  totals.accepted += events;
  totals.warnings += warnings.length;
  totals.projects.add(project);
  report.done(
    path,
    `${head.format?.name}, ${count(sessions.size, 'session')}, ${count(events, 'event')}, ${count(prompts, 'prompt')}, for ${project}`,
  );
  report.warned(path, warnings);
}

interface Taken {
  path: string;
  bytes: number;
  project: string;
  head: Head;
}

function fail({ totals, report }: Run, path: string, reason: string, bytes = 0): void {
  totals.failed += 1;
  report.failed(path, reason);
  report.bytes(bytes);
}
