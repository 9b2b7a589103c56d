import type { ParsedLine, ParsedRecord } from '@/lib/formats/format';
import { readValues } from '@/lib/formats/json';

/** A line as a format is given it. */
export interface FormatLine {
  text: string;
  number: number;
  isTruncated: boolean;
}

/** A value of a line, with its own text, and the number of the event it begins with on that line. */
export interface Value {
  value: unknown;
  source: string;
  line: number;
  part: number;
}

/** Reads each value of a line as a record; what is no JSON is a text, with a warning. An unfinished last line gives only a warning. */
export function readLine({ text, number, isTruncated }: FormatLine, readRecord: (value: Value) => ParsedRecord): ParsedLine {
  if (text.trim() === '') return { records: [], warnings: [] };
  const { values, rest } = readValues(text);
  if (rest !== '' && isTruncated) {
    return {
      records: [],
      warnings: [{ code: 'unfinished_line', message: 'The last line is not finished yet.', line: number }],
    };
  }
  const line: ParsedLine = { records: [], warnings: [] };
  let part = 0;
  for (const { value, text: source } of values) part += add(line.records, readRecord({ value, source, line: number, part }));
  if (rest !== '') add(line.records, readRecord({ value: rest, source: rest, line: number, part }));
  if (values.length > 1) {
    line.warnings.push({ code: 'two_values_on_a_line', message: `${values.length} values stand on one line.`, line: number });
  }
  if (rest !== '') line.warnings.push({ code: 'invalid_json', message: 'Not JSON: kept as text.', line: number });
  return line;
}

/** Adds a record to those of the line, joined with its session's; tells how many events it brought. */
function add(records: ParsedRecord[], record: ParsedRecord): number {
  const same = records.find((each) => each.externalId === record.externalId);
  if (same) {
    same.events.push(...record.events);
    same.threads.push(...record.threads);
    if (record.outputs) same.outputs = [...(same.outputs ?? []), ...record.outputs];
    Object.assign(same.facts, record.facts);
  } else records.push(record);
  return record.events.length;
}
