import Link from 'next/link';
import type { ReactNode } from 'react';
import { button } from '@/components/ui/button';
import { CodeBlock } from '@/components/ui/code-block';
import { Empty } from '@/components/ui/empty';
import { FirstSession } from './first-session';

/** Where sessions are sent to, and whether that takes a token. */
export interface Destination {
  origin: string;
  isTeam: boolean;
}

/** What is said where there is no session yet: how to get one in, and that it arrived. */
export function Welcome({ project, to }: { project?: string; to: Destination }) {
  const named = project ?? 'my-project';
  return (
    <div className="mx-auto max-w-[800px]">
      <h1 className="pt-7 text-display max-md:pt-4.5 max-md:text-display-sm">Send your first session</h1>
      <ol className="steps mt-6">
        {to.isTeam ? <FromAfar project={named} origin={to.origin} /> : <FromHere project={named} origin={to.origin} />}
        <Step title="Read it here">
          <p>A session stands here as soon as it arrives. You can keep working, this page waits.</p>
          {project && <FirstSession project={project} />}
        </Step>
      </ol>
    </div>
  );
}

const Step = ({ title, children }: { title: string; children: ReactNode }) => (
  <li>
    <div>
      <h2 className="text-title">{title}</h2>
      {children}
    </div>
  </li>
);

const fileCommand = (origin: string, project: string, header = '') =>
  `curl ${header}--data-binary @session.jsonl \\\n  ${origin}/api/v1/projects/${project}/transcripts`;

const FromHere = ({ project, origin }: { project: string; origin: string }) => (
  <Step title="Send transcripts">
    <p>Import what your agents have already written on this machine. Nothing leaves it.</p>
    <CodeBlock text="npm run debrief -- import ~/.claude/projects" />
    <p>Or send one file, of any agent that Debrief knows.</p>
    <CodeBlock text={fileCommand(origin, project)} />
  </Step>
);

const FromAfar = ({ project, origin }: { project: string; origin: string }) => (
  <>
    <Step title="Sign your command line in">
      <p>It opens a page here that asks you whether it was you.</p>
      <CodeBlock text={`npm run debrief -- login --server ${origin}`} />
    </Step>
    <Step title="Send transcripts">
      <p>Import what your agents have already written on your machine.</p>
      <CodeBlock text={`npm run debrief -- import --server ${origin} --project ${project} ~/.claude/projects`} />
      <p>
        Or have an agent send them, with a token from{' '}
        <Link className="ref" href={`/${project}/settings/tokens`}>
          the settings of {project}
        </Link>
        .
      </p>
      <CodeBlock text={fileCommand(origin, project, '-H "Authorization: Bearer $DEBRIEF_TOKEN" \\\n  ')} />
    </Step>
  </>
);

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
