import { type LineFormat, type ParsedEvent, type ParsedLine, SAMPLE_VALUES } from '@/lib/formats/format';
import { readValues } from '@/lib/formats/json';
import { recognise, takeApart } from '@/lib/formats/registry';

/** What a whole file is read as: line by line, its state stored and given back before every line. */
export interface ReadFile {
  format: LineFormat;
  /** The lines, of a document its records. */
  texts: string[];
  lines: ParsedLine[];
  events: ParsedEvent[];
  sessions: string[];
}

/** Reads a transcript as an import does. Only for tests. */
export function readTranscript(text: string, source: string | null = null): ReadFile {
  const document = documentIn(text);
  const texts = (document?.records.map((record) => JSON.stringify(record)) ?? text.split('\n')).filter(
    (line, at, all) => line !== '' || at < all.length - 1,
  );
  const sample = texts.slice(0, SAMPLE_VALUES).flatMap((line) => readValues(line).values.map(({ value }) => value));
  const format = document?.format ?? recognise(sample);
  if (!format) throw new Error('no format recognises this');
  let state = format.start({ source, cwd: null }, sample);
  const isCut = !document && !text.endsWith('\n');
  const lines = texts.map((line, at) => {
    state = JSON.parse(JSON.stringify(state));
    return format.parse(state, { text: line, number: at + 1, isTruncated: isCut && at === texts.length - 1 });
  });
  const records = lines.flatMap((line) => line.records);
  return {
    format,
    texts,
    lines,
    events: records.flatMap((record) => record.events),
    sessions: [...new Set(records.map((record) => record.externalId))],
  };
}

function documentIn(text: string): ReturnType<typeof takeApart> {
  try {
    return takeApart(JSON.parse(text), true);
  } catch {
    return null;
  }
}

/** Each event in a line, as snapshots keep it: its id, a thread that is not the main one, who, what kind, and what it says. */
export const outlineOf = (events: readonly ParsedEvent[]): string[] =>
  events.map(({ id, thread, actor, kind, text, tool, data, isNoise }) =>
    [id, thread === 'main' ? '' : thread, actor, kind, text ?? tool?.name ?? data?.type ?? '', isNoise ? 'noise' : '']
      .filter(Boolean)
      .join(' | '),
  );

/** The same with the time, and with calls and data whole. */
export const wholeOutlineOf = (events: readonly ParsedEvent[]): string[] =>
  events.map(({ id, at, thread, actor, kind, text, tool, data, isNoise }) =>
    [
      ...[id, at?.slice(11, 19), thread === 'main' ? '' : thread, actor, kind],
      ...[text ?? (tool ? JSON.stringify(tool) : ''), data ? JSON.stringify(data) : '', isNoise ? 'noise' : ''],
    ]
      .filter(Boolean)
      .join(' | '),
  );
