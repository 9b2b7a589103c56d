/** Readers of JSON of unknown shape: each gives the value if it has the wanted type, else nothing. */
export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const objectOf = (value: unknown): JsonObject => (isObject(value) ? value : {});
export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
export const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
export const numberOf = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);

/** The values that stand on one line, each with its own text, and what is left where no further value can be read. */
export interface LineValues {
  values: { value: unknown; text: string }[];
  /** Empty if the whole line was read. */
  rest: string;
}

/**
 * Reads every JSON value of a line. A process that resumes a file whose last line lacks its end glues two objects: `…}{…`.
 */
export function readValues(line: string): LineValues {
  const whole = parse(line);
  if (whole) return { values: [{ value: whole.value, text: line }], rest: '' };
  const values: LineValues['values'] = [];
  let start = skipSpace(line, 0);
  while (start < line.length) {
    const end = endOfValue(line, start);
    const text = line.slice(start, end);
    const parsed = parse(text);
    if (!parsed) return { values, rest: line.slice(start) };
    values.push({ value: parsed.value, text });
    start = skipSpace(line, end);
  }
  return { values, rest: '' };
}

/** The first values of a line, however many it has. */
export const firstValues = (line: string, most: number): unknown[] =>
  readValues(line)
    .values.slice(0, most)
    .map(({ value }) => value);

/** The value as JSON, with encoded files replaced by their size; never throws. */
export function describeValue(value: unknown): string {
  try {
    const sizes = (_key: string, part: unknown) => (isEncoded(part) ? `[${Math.round(part.length / 1024)} KB of data]` : part);
    return JSON.stringify(value, sizes, 2) ?? ''; // nothing comes of what is not there
  } catch {
    return '[a value that is nested too deeply]';
  }
}

const isEncoded = (part: unknown): part is string =>
  typeof part === 'string' && part.length > 2000 && /^(data:[\w/+.-]+;base64,)?[A-Za-z0-9+/_-]{500}/.test(part);

function parse(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) at += 1;
  return at;
}

/** Where the object or list that starts here ends; of anything else, the end of the line. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  let isInString = false;
  for (let at = start; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (isInString) {
      if (char === '\\') at += 1;
      else if (char === '"') isInString = false;
    } else if (char === '"') isInString = true;
    else if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') {
      depth -= 1;
      if (depth <= 0) return at + 1;
    }
  }
  return text.length;
}
