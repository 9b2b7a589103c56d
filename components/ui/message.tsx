import { proseParts } from '@/components/evidence/prose-parts';
import { visible } from '@/components/evidence/safe-text';
import { Prose } from './prose';

const HEADING = /^\s*#{1,6}\s+(.+)$/;
const ITEM = /^(\s*)(?:[-*+•]|(\d{1,3}[.)]))\s+(.+)$/;
/** Rules, and the line below the head of a table. */
const RULE = /^\s*([-*_]\s*){3,}$|^\s*\|[\s:|-]+\|\s*$/;
/** One that was cut has no border at its end. */
const TABLE_ROW = /^\s*\|(.+?)\|?\s*$/;

/** A message of an agent, line by line: headings, list items and fenced code keep their look, and nothing of it is ever HTML. */
export function Message({ text, references }: { text: string; references?: string[] }) {
  return (
    <div className="message">
      {proseParts(text).map((part, at) =>
        part.kind === 'code' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one message never move
          <pre key={at}>{visible(part.text)}</pre>
        ) : (
          withoutComments(part.text)
            .split('\n')
            .filter((line) => line.trim() && !RULE.test(line))
            .map(withoutBorders)
            .map((line, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one message never move
              <Line key={`${at} ${n}`} line={line} references={references} />
            ))
        ),
      )}
    </div>
  );
}

/** A marked link, of which a line shows the name. */
const LINK = /!?\[([^[\]\n]+)\]\([^()\s]+\)/g;

/** Notes between programs, which no reader of the message ever saw. */
const withoutComments = (text: string): string => text.replace(/<!--[\s\S]*?-->/g, '');

/** A row of a table as a line: a table has no room in a column of text. */
const withoutBorders = (line: string): string =>
  TABLE_ROW.exec(line)?.[1]
    ?.split('|')
    .map((cell) => cell.trim())
    .filter(Boolean)
    .join(' · ') ?? line;

/** A message as one line of plain text, for lists and previews. */
export function oneLine(text: string, max: number): string {
  const line = withoutComments(text)
    .replace(/^[ \t]*(```|~~~).*$/gm, '')
    .split('\n')
    .filter((part) => part.trim() && !RULE.test(part))
    .map((part) =>
      withoutBorders(part)
        .replace(/^\s*(#{1,6}|[-*+•]|\d{1,3}[.)])\s+/, '')
        .trim(),
    )
    .join(' ')
    .replaceAll('**', '')
    .replace(LINK, '$1');
  return line.length <= max ? line : `${line.slice(0, line.lastIndexOf(' ', max) > max / 2 ? line.lastIndexOf(' ', max) : max)}…`;
}

/** Text of others for the title of a window or a preview: one line without marks and with nothing unseen. */
export const headLine = (text: string, max: number): string => oneLine(visible(text), max).replaceAll('`', '').trim();

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
