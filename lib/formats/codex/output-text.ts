import { contentText } from '@/lib/formats/codex/content';
import { describeValue, isObject, type JsonObject, numberOf, objectOf, readValues } from '@/lib/formats/json';

/** What an output tells. */
export interface Output {
  text: string;
  exitCode: number | null;
  isError: boolean;
  /** The process that still runs. */
  process: string | null;
  data: JsonObject;
}

/** The lines that stand before what a command wrote. */
const HEADER =
  /^(?:Command: [\s\S]*?\n)?((?:(?:Chunk ID|Exit code|Wall time|Original token count|Total output lines|Process (?:exited|running) with)\b[^\n]*\n)+)Output:(?:\n|$)/;
const FAILURE =
  /^(?:\w+ (?:verification )?failed\b|execution error\b|failed to parse function arguments|unsupported (?:custom tool )?call|exec command rejected|command timed out|aborted by user)/;

/** Reads the output of a call in each of the forms it was written in. */
export function parseOutput(output: unknown): Output {
  if (typeof output === 'string') return parseText(output);
  if (isObject(output)) {
    const { text, ...rest } = parseOutput(output.content ?? '');
    return { ...rest, text: text || describeValue(output), isError: rest.isError || output.success === false };
  }
  return parseText(contentText(output) ?? (output === null || output === undefined ? '' : describeValue(output)));
}

function parseText(text: string): Output {
  const inJson = text.startsWith('{"output":') ? parseJson(text) : null;
  if (inJson) return inJson;
  const header = text.match(HEADER);
  if (!header) return plain(text);
  const lines = header[1] ?? '';
  const code = lines.match(/^(?:Exit code:|Process exited with code) (-?\d{1,9})$/m)?.[1];
  const process = lines.match(/^Process running with session ID (\S{1,100})$/m)?.[1] ?? null;
  return {
    text: text.slice(header[0].length),
    exitCode: code === undefined ? null : Number(code),
    isError: false,
    process,
    data: process === null ? {} : { is_running: true, process },
  };
}

/** Early versions wrap what a command wrote in JSON. */
function parseJson(text: string): Output | null {
  const value = readValues(text).values[0]?.value;
  if (!isObject(value) || typeof value.output !== 'string') return null;
  const code = numberOf(objectOf(value.metadata).exit_code);
  const exitCode = code !== null && Number.isSafeInteger(code) ? code : null;
  return { ...plain(value.output), exitCode, isError: false };
}

function plain(text: string): Output {
  const isRejected = /^exec command rejected|rejected by user/.test(text);
  const isAborted = text.startsWith('aborted by user');
  return {
    text,
    exitCode: null,
    isError: FAILURE.test(text),
    process: null,
    data: { ...(isRejected ? { rejected: true } : {}), ...(isAborted ? { interrupted: true } : {}) },
  };
}
