import { assignments } from '@/lib/redaction/assignments';
import { contexts } from '@/lib/redaction/context-patterns';
import { compileCues } from '@/lib/redaction/cues';
import type { Finder } from '@/lib/redaction/finder';
import type { ScanText } from '@/lib/redaction/scan-text';
import { lintTexts } from '@/lib/redaction/secretlint';
import { clampSpan, mergeSpans, type Span } from '@/lib/redaction/spans';
import { tokens } from '@/lib/redaction/tokens';

const finders = [...tokens, ...contexts, ...assignments];
const nameOf = (literal: string, { startsWord = false }: Finder) => `${startsWord ? '^' : ''}${literal.toLowerCase()}`;
const names = [...new Set(finders.flatMap((finder) => finder.cues.map((literal) => nameOf(literal, finder))))];
const findersOf = names.map((name) =>
  finders.filter((finder) => finder.cues.some((literal) => nameOf(literal, finder) === name)),
);
const findCues = compileCues(names.map((name) => ({ literal: name.replace('^', ''), startsWord: name.startsWith('^') })));
/** Cues of tokens that secretlint knows as well, as they begin. */
const WORTH_LINTING =
  /(?:^|[^A-Za-z0-9])(?:gh[a-z]{1,5}_|gl[a-z]{1,3}[-_]|xo?x|xapp|sk-|gsk_|hf_|lin_|ntn_|SG\.|shp|ops_|hv[bsr]\.|vc[a-z]_|dapi|dckr|figd|hooks\.)[A-Za-z0-9._-]{12}/;

/** The secrets in scan texts, each text's own in order and apart from one another. */
export async function findSecrets(scans: readonly ScanText[]): Promise<Span[][]> {
  const found = scans.map(findByCues);
  const suspects = scans.flatMap(({ text }, index) =>
    found[index]?.isSuspect && WORTH_LINTING.test(text) ? [{ text, index }] : [],
  );
  const linted = await lintTexts(suspects.map(({ text }) => text));
  for (const [at, { index }] of suspects.entries()) found[index]?.spans.push(...(linted[at] ?? []));
  return found.map(({ spans }, index) => {
    const text = scans[index]?.text ?? '';
    return mergeSpans(spans.map((span) => clampSpan(span, text)).filter(({ start, end }) => end > start));
  });
}

function findByCues({ text, codes }: ScanText): { spans: Span[]; isSuspect: boolean } {
  const startsOf = new Map<Finder, number[]>();
  for (const [cue, starts] of findCues(codes)) {
    for (const finder of findersOf[cue] ?? []) startsOf.set(finder, [...(startsOf.get(finder) ?? []), ...starts]);
  }
  const spans = [...startsOf].flatMap(([finder, starts]) =>
    finder.find(
      text,
      starts.sort((a, b) => a - b),
    ),
  );
  return { spans, isSuspect: tokens.some((finder) => startsOf.has(finder)) };
}
