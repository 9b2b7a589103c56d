import { proseParts } from '@/components/evidence/prose-parts';
import { visible } from '@/components/evidence/safe-text';
import { Prose } from './prose';

const HEADING = /^\s*#{1,6}\s+(.+)$/;
const ITEM = /^(\s*)(?:[-*+•]|(\d{1,3}[.)]))\s+(.+)$/;
const RULE = /^\s*([-*_]\s*){3,}$/;

/** A message of an agent, line by line: headings, list items and fenced code keep their look, and nothing of it is ever HTML. */
export function Message({ text, references }: { text: string; references?: string[] }) {
  return (
    <div className="message">
      {proseParts(text).map((part, at) =>
        part.kind === 'code' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one message never move
          <pre key={at}>{visible(part.text)}</pre>
        ) : (
          part.text
            .split('\n')
            .filter((line) => line.trim() && !RULE.test(line))
            .map((line, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one message never move
              <Line key={`${at} ${n}`} line={line} references={references} />
            ))
        ),
      )}
    </div>
  );
}

function Line({ line, references }: { line: string; references: string[] | undefined }) {
  const heading = HEADING.exec(line)?.[1];
  if (heading) {
    return (
      <p className="font-medium">
        <Prose text={heading} references={references} />
      </p>
    );
  }
  const [, indent = '', number, item] = ITEM.exec(line) ?? [];
  if (!item) {
    return (
      <p>
        <Prose text={line} references={references} />
      </p>
    );
  }
  return (
    <p className="message-item" data-depth={Math.min(3, Math.floor(indent.length / 2)) || undefined}>
      <span className="text-ink-3">{number ?? '•'}</span> <Prose text={item} references={references} />
    </p>
  );
}
