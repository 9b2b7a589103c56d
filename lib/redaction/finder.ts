import type { Span } from '@/lib/redaction/spans';

/** Looks for one sort of secret where one of its cues stands. */
export interface Finder {
  /** Literals in either case; without one of them in a text there is nothing to find. */
  cues: readonly string[];
  /** Cues count only where a word starts. */
  startsWord?: boolean;
  /** `starts` are the places of the cues, in order. */
  find(text: string, starts: readonly number[]): Span[];
}

/** How often a stretch of text is looked at again from a cue inside of it: a text of nothing but cues would take minutes. */
const LOOKS = 16;

/** A finder by a sticky expression that is tried at every cue, outside of what it has found already. */
export function atCues(
  cues: readonly string[],
  regex: RegExp,
  toSpan: (match: RegExpExecArray, text: string) => Span | null,
): Finder {
  return {
    cues,
    find(text, starts) {
      const spans: Span[] = [];
      let end = 0;
      let seen = 0;
      let looks = 0;
      for (const start of starts) {
        looks = start < seen ? looks + 1 : 0;
        if (start < end || looks > LOOKS) continue;
        regex.lastIndex = start;
        const match = regex.exec(text);
        if (!match) continue;
        seen = Math.max(seen, match.index + match[0].length);
        const span = toSpan(match, text);
        if (!span) continue;
        spans.push(span);
        end = span.end;
      }
      return spans;
    },
  };
}

/** A finder by a global expression that goes over the whole text. */
export function inText(cues: readonly string[], regex: RegExp, toSpans: (match: RegExpExecArray) => Span[]): Finder {
  return { cues, find: (text) => [...text.matchAll(regex)].flatMap(toSpans) };
}

/** The value of a named group of a match made with the `d` flag. */
export function groupSpan(match: RegExpMatchArray, group: string, kind: string): Span {
  const [start, end] = match.indices?.groups?.[group] ?? [0, 0];
  return { start, end, kind };
}
