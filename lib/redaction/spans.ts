/** A secret in a scan text: characters `start` up to `end`. */
export interface Span {
  start: number;
  end: number;
  kind: string;
}

export const marker = (kind: string) => `‹redacted:${kind}›`;

/** Joins spans that overlap, in order; the kind of the first that a pattern names wins over a mere assignment. */
export function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last && span.start < last.end) {
      last.end = Math.max(last.end, span.end);
      if (isVague(last.kind) && !isVague(span.kind)) last.kind = span.kind;
    } else {
      merged.push({ ...span });
    }
  }
  return merged;
}

/** Ends a span before a quote that delimits the source's own strings: what is replaced never takes one of them with it. */
export function clampSpan(span: Span, text: string): Span {
  const quote = text.slice(span.start, span.end).indexOf('"');
  return quote === -1 ? span : { ...span, end: span.start + quote };
}

const isVague = (kind: string) =>
  kind.endsWith('-assignment') || kind === 'bearer' || kind === 'session-cookie' || kind === 'url-password';
