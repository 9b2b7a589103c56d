import type { ReactNode } from 'react';

interface FoldProps {
  text: string;
  limit: number;
  label: string;
  render: (text: string) => ReactNode;
}

/** A text with what is beyond `limit` characters folded behind `label`; works without scripts. */
export function Fold({ text, limit, label, render }: FoldProps) {
  if (text.length <= limit * 1.1) return render(text);
  const [head, rest] = cutAt(text, limit);
  return (
    <>
      {render(/:\W{0,3}$/.test(head) ? head.trimEnd() : `${head.trimEnd()}…`)}
      <details className="group mt-1">
        <summary className="inline-flex min-h-6 items-center text-meta text-ink-3 underline decoration-line-strong underline-offset-3 hover:text-ink">
          <span className="group-open:hidden">{label}</span>
          <span className="hidden group-open:inline">Show less</span>
        </summary>
        {render(`…${rest.trimStart()}`)}
      </details>
    </>
  );
}

/** The text in two at the end of a word, and never inside of a fenced block: that stands in the rest as a whole. */
function cutAt(text: string, limit: number): [head: string, rest: string] {
  const space = text.lastIndexOf(' ', limit);
  const at = space > limit / 2 ? space : limit;
  const fences = [...text.slice(0, at).matchAll(/^[ \t]*(```|~~~)/gm)];
  const open = fences.length % 2 === 1 ? fences.at(-1) : undefined;
  if (open && open.index > limit / 4) return [text.slice(0, open.index), `\n${text.slice(open.index)}`];
  if (open) return [text.slice(0, at), `\n${open[1]}\n${text.slice(at)}`];
  const mark = openMark(text.slice(text.lastIndexOf('\n', at - 1) + 1, at));
  return [text.slice(0, at).trimEnd() + mark, mark + text.slice(at).trimStart()];
}

/** The mark of code or of strong text that a line leaves open: it is closed at the cut and opened again behind it. */
function openMark(line: string): string {
  if ((line.split('`').length - 1) % 2 === 1) return '`';
  return (line.split('**').length - 1) % 2 === 1 ? '**' : '';
}
