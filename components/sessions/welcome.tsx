import Link from 'next/link';
import { button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';

/** Where sessions are sent to, and whether that takes a token. */
export interface Destination {
  origin: string;
  isTeam: boolean;
}

/** What is said where there is no session yet: how to get one in. */
export function Welcome({ project = 'my-project', to }: { project?: string; to: Destination }) {
  return (
    <Empty level={1} title="No session yet">
      {to.isTeam ? <FromAfar project={project} origin={to.origin} /> : <FromHere project={project} origin={to.origin} />}
      <p className="mt-4">Sessions appear here as soon as they arrive.</p>
    </Empty>
  );
}

const fileCommand = (origin: string, project: string, header = '') =>
  `curl ${header}--data-binary @session.jsonl \\\n  ${origin}/api/v1/projects/${project}/transcripts`;

function FromHere({ project, origin }: { project: string; origin: string }) {
  return (
    <>
      <p>Import the transcripts that your agent has already written on this machine:</p>
      <Command text="npm run debrief -- import ~/.claude/projects" />
      <p className="mt-4">Or send one file:</p>
      <Command text={fileCommand(origin, project)} />
    </>
  );
}

function FromAfar({ project, origin }: { project: string; origin: string }) {
  return (
    <>
      <p>Sign your command line in, and import the transcripts that your agent has already written on your machine:</p>
      <Command
        text={`npm run debrief -- login --server ${origin}\nnpm run debrief -- import --server ${origin} --project ${project} ~/.claude/projects`}
      />
      <p className="mt-4">
        Or have an agent send them, with a token from{' '}
        <Link className="quiet-link underline" href={`/${project}/settings/tokens`}>
          the settings of {project}
        </Link>
        :
      </p>
      <Command text={fileCommand(origin, project, '-H "Authorization: Bearer $DEBRIEF_TOKEN" \\\n  ')} />
    </>
  );
}

/** What is said to somebody who has no project. */
export function NoProject({ isAdmin }: { isAdmin: boolean }) {
  if (!isAdmin)
    return (
      <Empty level={1} title="You are in no project yet">
        Ask the administrator of a project to invite you. Its sessions then appear here.
      </Empty>
    );
  const action = (
    <Link className={button({ variant: 'primary' })} href="/settings/projects">
      New project
    </Link>
  );
  return (
    <Empty level={1} title="No project yet" action={action}>
      Sessions belong to projects. Create one, then invite people and give tokens to agents.
    </Empty>
  );
}

function Command({ text }: { text: string }) {
  return (
    <pre className="mt-2 whitespace-pre-wrap wrap-anywhere rounded-lg border border-line bg-surface px-4 py-3.5 text-code text-ink">
      <code className="text-[length:inherit]">{text}</code>
    </pre>
  );
}
