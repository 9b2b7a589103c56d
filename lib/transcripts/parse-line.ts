import { isTooDeep } from '@/lib/events/json-depth';
import type { Warning } from '@/lib/events/schema';
import type { LineFormat, ParsedEvent, ParsedLine } from '@/lib/formats/format';
import { isObject, readValues } from '@/lib/formats/json';
import { LIMITS } from '@/lib/limits';
import type { Line } from '@/lib/transcripts/lines';

/** A line without its secrets. */
export interface RedactedLine extends Line {
  /** `bytes` as they came. */
  original: Buffer;
  text: string;
  kinds: string[];
}

/** What a line says; `loose` are events of which the line does not tell the session. */
export interface ReadLine extends ParsedLine {
  loose: ParsedEvent[];
}

/**
 * Reads a line with its format. Every line that is not blank gives an event or a warning: one that no parser may see (too long, too deep) and one
 * that the parser fails on gives both. An unfinished last line gives only a warning: it comes again when it is whole.
 */
export function parseLine(format: LineFormat, state: unknown, line: RedactedLine): ReadLine {
  const nothing: ReadLine = { records: [], loose: [], warnings: [] };
  if (line.text.trim() === '') return nothing;
  if (!line.isEnded && !isComplete(line.text)) {
    return {
      ...nothing,
      warnings: [warning(line, 'unfinished_line', 'The last line is not finished; it counts when it is whole.')],
    };
  }
  if (line.tooLong)
    return unread(
      line,
      'line_too_long',
      `${line.tooLong.bytes} bytes: more than ${LIMITS.line_bytes} are not read, the head is kept.`,
    );
  if (isTooDeep(line.bytes)) return unread(line, 'too_deep', `Nested more than ${LIMITS.json_depth} levels deep; kept as text.`);
  try {
    const parsed = format.parse(state, { text: line.text, number: line.number, isTruncated: !line.isEnded });
    const hasResult = parsed.warnings.length > 0 || parsed.records.some((record) => record.events.length > 0);
    return hasResult
      ? { ...parsed, loose: [] }
      : { ...parsed, ...unread(line, 'unread_line', 'The format says nothing of this line; kept as text.') };
  } catch {
    return unread(line, 'unread_line', 'This line cannot be read; kept as text.');
  }
}

/** Whether a line without line end is there to its last byte: an object that ends can end nowhere else. */
function isComplete(text: string): boolean {
  const { values, rest } = readValues(text);
  return rest === '' && values.length > 0 && values.every(({ value }) => isObject(value));
}

const warning = (line: Line, code: string, message: string): Warning => ({ code, message, line: line.number });

function unread(line: RedactedLine, code: string, message: string): ReadLine {
  const whole = line.tooLong ? { bytes: line.tooLong.bytes, sha256: line.tooLong.sha256 } : {};
  const event: ParsedEvent = {
    id: `L${line.number}`,
    at: null,
    thread: 'main',
    actor: 'system',
    kind: 'other',
    text: line.text,
    data: { type: code, ...whole },
    isNoise: false,
    part: 0,
  };
  return { records: [], loose: [event], warnings: [warning(line, code, message)] };
}
