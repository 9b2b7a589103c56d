import { cutText } from './cut-text';
import { commandOf, isShell, record, saysAll } from './line';
import type { Row } from './rows';
import { ShownText } from './shown-text';

export const BOX = 'rounded-md border border-line bg-surface px-3 py-2.5 text-ink';
export const CODE = 'font-mono text-code whitespace-pre-wrap wrap-anywhere';

/** An event's texts as they are, cut to a screenful: what is there without scripts, and until the rich form is loaded. */
export function PlainBody({ row, literals }: { row: Row; literals?: readonly string[] | undefined }) {
  return textsOf(row).map(({ name, text, isProse }) => {
    const { head, moreChars } = cutText(text);
    return (
      // Not a `pre`: a browser drops the first line end in one that comes as markup.
      <div key={name} className={isProse ? 'text-small whitespace-pre-wrap wrap-anywhere text-ink' : `${BOX} ${CODE}`}>
        <ShownText text={head} literals={literals} />
        {moreChars > 0 && '\n…'}
      </div>
    );
  });
}

interface NamedText {
  name: string;
  text: string;
  isProse?: boolean;
}

/** The texts of a row, in the order they are read. Empty ones are left out. */
export function textsOf(row: Row): NamedText[] {
  const { event } = row;
  const isOnLine = saysAll(row);
  const isTool = event.kind === 'tool_call' || event.kind === 'tool_result';
  const texts: NamedText[] = [
    { name: 'Text', text: isOnLine && !isTool ? '' : (event.text ?? ''), isProse: !isTool },
    { name: 'Input', text: isOnLine && isTool ? '' : inputText(event) },
    { name: 'Output', text: outputOf(row) },
  ];
  return texts.filter(({ text }) => text.trim() !== '');
}

function inputText(event: Row['event']): string {
  if (isShell(event)) return commandOf(event.tool);
  const input = event.tool?.input;
  if (input === undefined || input === null) return '';
  if (typeof input === 'string') return input;
  return Object.keys(record(input)).length > 0 || Array.isArray(input) ? JSON.stringify(input, null, 2) : '';
}

/** What came back: of the result, else of the call itself. */
export const outputOf = ({ event, result }: Pick<Row, 'event' | 'result'>): string =>
  result ? (result.tool?.output ?? result.text ?? '') : (event.tool?.output ?? '');
