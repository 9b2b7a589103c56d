import { Prose } from './prose';

/** A text with what is beyond `limit` characters folded behind `label`; works without scripts. */
export function Fold({ text, limit, label, references }: { text: string; limit: number; label: string; references?: string[] }) {
  if (text.length <= limit * 1.1) return <Prose text={text} references={references} />;
  const cut = cutAt(text, limit);
  return (
    <>
      <Prose text={`${text.slice(0, cut).trimEnd()}…`} references={references} />
      <details className="mt-1">
        <summary className="inline-flex min-h-6 items-center text-meta text-ink-3 underline decoration-line-strong underline-offset-3 hover:text-ink">
          {label}
        </summary>
        <div className="whitespace-pre-line">
          …<Prose text={text.slice(cut)} references={references} />
        </div>
      </details>
    </>
  );
}

/** The end of the last whole word within the limit; a text without spaces is cut at the limit. */
function cutAt(text: string, limit: number): number {
  const space = text.lastIndexOf(' ', limit);
  return space > limit / 2 ? space : limit;
}
