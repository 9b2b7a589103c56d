import { openTranscript } from '@/lib/cli/transcript';
import type { LineFormat, ParsedLine } from '@/lib/formats/format';
import { SAMPLE_LINES, SAMPLE_VALUES } from '@/lib/formats/format';
import { firstValues, isObject, textOf } from '@/lib/formats/json';
import { recognise } from '@/lib/formats/registry';
import { LIMITS } from '@/lib/limits';
import { type DocumentOptions, recordsOrLines, type TakenApart } from '@/lib/transcripts/documents';
import { type Line, splitLines } from '@/lib/transcripts/lines';

/** What the head of a file tells. */
export interface Head {
  format: LineFormat | null;
  /** One JSON value: it is sent whole each time. */
  isDocument: boolean;
  isEmpty: boolean;
  /** The folder its session ran in, and the session's id, where its first records tell. */
  cwd: string | null;
  session: string | null;
  sample: unknown[];
}

/** What a whole file holds. */
export interface Content {
  sessions: Set<string>;
  events: number;
  prompts: number;
  warnings: ParsedLine['warnings'];
}

/** A line that is too long, and some behind it. */
const HEAD_BYTES = 2 * LIMITS.line_bytes;

/** Reads as much of a file as tells what it is. Rejects if it cannot be read. */
export async function readHead(path: string): Promise<Head> {
  const sample: unknown[] = [];
  const lines: string[] = [];
  let isEmpty = true;
  let document: LineFormat | null = null;
  const onDocument = ({ format }: TakenApart) => {
    document = format;
  };
  for await (const line of linesOf(beginningOf(path), onDocument)) {
    const text = line.bytes.toString('utf8');
    if (text.trim() !== '') {
      isEmpty = false;
      if (!line.tooLong) sample.push(...firstValues(text, SAMPLE_VALUES));
      lines.push(text);
    }
    if (sample.length >= SAMPLE_VALUES || line.number >= SAMPLE_LINES) break;
  }
  const values = sample.slice(0, SAMPLE_VALUES);
  const format = document ?? recognise(values);
  return {
    format,
    isDocument: document !== null,
    isEmpty,
    ...toldIn({ format, path, values, lines }),
    sample: values,
  };
}

/** Reads a whole file with its format. Rejects if it cannot be read. */
export async function readContent(path: string, { format, sample, cwd }: Head): Promise<Content> {
  const content: Content = { sessions: new Set(), events: 0, prompts: 0, warnings: [] };
  if (!format) return content;
  const state = format.start({ source: path, cwd }, sample);
  for await (const line of linesOf(bytesOf(path))) {
    const { records, warnings } = format.parse(state, asText(line));
    content.warnings.push(...warnings);
    for (const { externalId, events } of records) {
      content.sessions.add(externalId);
      content.events += events.length;
      content.prompts += events.filter((event) => event.kind === 'prompt' && event.actor === 'human').length;
    }
  }
  return content;
}

/** The lines of a file, of a document its records: as an import reads them. */
const linesOf = (bytes: AsyncIterable<Uint8Array>, onDocument: DocumentOptions['onDocument'] = () => {}): AsyncGenerator<Line> =>
  splitLines(recordsOrLines(bytes, { onDocument }));

const bytesOf = (path: string): AsyncIterable<Uint8Array> => openTranscript(path, { highWaterMark: LIMITS.text_chars });

/** As much of a file as may be its head: little of one that is compressed may hold very much. */
async function* beginningOf(path: string): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const chunk of bytesOf(path)) {
    yield chunk;
    length += chunk.length;
    if (length > HEAD_BYTES) return;
  }
}

const asText = ({ bytes, number, isEnded }: Line) => ({ text: bytes.toString('utf8'), number, isTruncated: !isEnded });

interface HeadLines {
  format: LineFormat | null;
  path: string;
  values: unknown[];
  lines: string[];
}

/** The folder and the session as the format reads them, or the folder as most records name it: a subagent's records tell none of their session. */
function toldIn({ format, path, values, lines }: HeadLines): Pick<Head, 'cwd' | 'session'> {
  let [cwd, session] = [cwdIn(values), null as string | null];
  const state = format?.start({ source: path, cwd: null }, values);
  for (const [at, text] of lines.entries()) {
    if (cwd && session) break;
    const [record] = format?.parse(state, { text, number: at + 1, isTruncated: false }).records ?? [];
    session ??= record?.externalId ?? null;
    cwd ??= record?.facts.cwd ?? null;
  }
  return { cwd, session };
}

function cwdIn(sample: unknown[]): string | null {
  for (const value of sample) {
    if (!isObject(value)) continue;
    const cwd = textOf(value.cwd) ?? (isObject(value.payload) ? textOf(value.payload.cwd) : null);
    if (cwd) return cwd;
  }
  return null;
}
