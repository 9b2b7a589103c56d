import { type FoundAgent, findAgents, lookedFor } from '@/lib/cli/agents';
import { type Found, findTranscripts } from '@/lib/cli/files';
import { count } from '@/lib/cli/summary';
import { CliError, plain, type Surroundings } from '@/lib/cli/terminal';

interface AgentFiles extends FoundAgent {
  found: Found;
}

/**
 * The transcripts of the agents on this computer: lists what each has, and asks which to take unless all are wanted.
 * Throws CliError where there are none, where nobody is there to be asked, and where the person wants none.
 */
export async function chooseTranscripts(isAll: boolean, surroundings: Surroundings): Promise<Found> {
  const { terminal } = surroundings;
  const all: AgentFiles[] = [];
  for (const agent of findAgents(surroundings))
    all.push({ ...agent, found: await findTranscripts(agent.folders, surroundings.cwd) });
  const agents = all.filter(({ found }) => found.files.length > 0 || found.problems.length > 0);
  if (agents.length === 0) throw new CliError(`There are no transcripts in ${lookedFor(surroundings).join(', ')}.`);
  if (isAll || !agents.some(hasFiles)) return joined(agents);
  if (!terminal.choose) {
    for (const agent of agents.filter(hasFiles)) terminal.out(`${agent.name}: ${sizeOf(agent)} in ${agent.folders.join(', ')}\n`);
    for (const { path, reason } of joined(agents).problems) terminal.err(`${plain(path)}: ${plain(reason)}\n`);
    throw new CliError('Nothing was sent. Run debrief import --all to send all of these, or name files and folders.');
  }
  const options = agents.filter(hasFiles).map((agent) => ({
    value: agent.name,
    label: agent.name,
    hint: `${sizeOf(agent)} in ${agent.folders.join(', ')}`,
  }));
  const chosen = await terminal.choose('Whose sessions do you want to import?', options);
  if (!chosen?.length) throw new CliError('Nothing was sent.');
  return joined(agents.filter((agent) => chosen.includes(agent.name) || !hasFiles(agent)));
}

const hasFiles = ({ found }: AgentFiles): boolean => found.files.length > 0;

const joined = (agents: AgentFiles[]): Found => ({
  files: agents.flatMap(({ found }) => found.files),
  problems: agents.flatMap(({ found }) => found.problems),
});

const MB = 1_000_000;

function sizeOf({ found: { files } }: AgentFiles): string {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return `${count(files.length, 'transcript')}, ${Math.max(0.1, bytes / MB).toFixed(1)} MB`;
}
