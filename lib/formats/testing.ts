import type { LineFormat, ParsedEvent, ParsedLine } from '@/lib/formats/format';
import { readValues } from '@/lib/formats/json';
import { recognise, SAMPLE_VALUES } from '@/lib/formats/registry';

/** What a whole file is read as: line by line, its state stored and given back before every line. */
export interface ReadFile {
  format: LineFormat;
  lines: ParsedLine[];
  events: ParsedEvent[];
  sessions: string[];
}

/** Reads a transcript as an import does. Only for tests. */
export function readTranscript(text: string, source: string | null = null): ReadFile {
  const texts = text.split('\n');
  const last = texts.at(-1) ?? '';
  const lines = last === '' ? texts.slice(0, -1) : texts;
  const sample = lines.slice(0, SAMPLE_VALUES).flatMap((line) => readValues(line).values.map(({ value }) => value));
  const format = recognise(sample);
  if (!format) throw new Error('no format recognises this');
  let state = format.start({ source, cwd: null }, sample);
  const parsed = lines.map((line, at) => {
    state = JSON.parse(JSON.stringify(state));
    return format.parse(state, { text: line, number: at + 1, isTruncated: last !== '' && at === lines.length - 1 });
  });
  const records = parsed.flatMap((line) => line.records);
  return {
    format,
    lines: parsed,
    events: records.flatMap((record) => record.events),
    sessions: [...new Set(records.map((record) => record.externalId))],
  };
}
