import { Empty } from '@/components/ui/empty';

const IMPORT = 'npm run debrief -- import ~/.claude/projects';
const CURL = `curl --data-binary @session.jsonl \\
  http://127.0.0.1:3000/api/v1/projects/my-project/transcripts`;

/** What is said where there is no session yet: how to get one in. */
export function Welcome({ project = 'my-project' }: { project?: string }) {
  return (
    <Empty level={1} title="No session yet">
      <p>Import the transcripts that your agent has already written on this machine:</p>
      <Command text={IMPORT} />
      <p className="mt-4">Or send one file:</p>
      <Command text={CURL.replace('my-project', project)} />
      <p className="mt-4">Sessions appear here as soon as they arrive.</p>
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
