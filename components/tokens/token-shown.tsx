'use client';

import { useEffect, useRef } from 'react';
import { ShownText } from '@/components/evidence/shown-text';
import { button } from '@/components/ui/button';
import { CodeBlock } from '@/components/ui/code-block';
import type { TokenScope } from '@/lib/tokens/schema';

interface TokenShownProps {
  token: { name: string; value: string; scopes: readonly TokenScope[] };
  project: string;
  onDone: () => void;
}

/** The value of a new token, this once, and where to put it. */
export function TokenShown({ token: { name, value, scopes }, project, onDone }: TokenShownProps) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const api = `${location.origin}/api/v1/projects/${project}`;
  const header = '-H "Authorization: Bearer $DEBRIEF_TOKEN"';
  return (
    <section className="mb-12 rounded-lg border border-pencil-line bg-pencil-soft p-5 max-md:p-4">
      <h2 ref={title} tabIndex={-1} className="text-title wrap-anywhere outline-none">
        Token ‘<ShownText text={name} />’ is ready
      </h2>
      <p className="mt-1 mb-3 text-small text-ink-2">Copy it now. It is not kept, and not shown again.</p>
      <CodeBlock text={value} label="Copy token" />
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
      <button type="button" className={`mt-5 ${button()}`} onClick={onDone}>
        Done
      </button>
    </section>
  );
}
