'use client';

import { ShownText } from '@/components/evidence/shown-text';
import { CodeBlock } from '@/components/ui/code-block';
import { ShownOnce } from '@/components/ui/shown-once';
import type { TokenScope } from '@/lib/tokens/schema';

interface TokenShownProps {
  token: { name: string; value: string; scopes: readonly TokenScope[] };
  project: string;
  onDone: () => void;
}

/** The value of a new token, this once, and where to put it. */
export function TokenShown({ token: { name, value, scopes }, project, onDone }: TokenShownProps) {
  const api = `${location.origin}/api/v1/projects/${project}`;
  const header = '-H "Authorization: Bearer $DEBRIEF_TOKEN"';
  return (
    <section className="mb-12">
      <ShownOnce
        title={
          <>
            Token ‘<ShownText text={name} />’ is ready
          </>
        }
        lead="Copy it now. It is not kept, and not shown again."
        secret={value}
        copy="Copy token"
        onDone={onDone}
      >
        <p className="mt-5 mb-2 text-small text-ink-2">Where agents run, set it with the address of this server:</p>
        <CodeBlock text={`export DEBRIEF_URL=${location.origin}\nexport DEBRIEF_TOKEN=${value}`} />
        <p className="mt-5 mb-2 text-small text-ink-2">
          <code>debrief import</code> and <code>debrief handoff</code> then use it. Anything else sends it in a header:
        </p>
        <CodeBlock
          text={
            scopes.includes('ingest')
              ? `curl --data-binary @session.jsonl ${header} \\\n  ${api}/transcripts`
              : `curl ${header} \\\n  ${api}/sessions`
          }
        />
      </ShownOnce>
    </section>
  );
}
