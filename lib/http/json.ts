import type { HonoRequest } from 'hono';
import type { z } from 'zod';
import { AppError, type Issue } from '@/lib/errors';
import { isTooDeep } from '@/lib/events/json-depth';
import { mediaType, readBody } from '@/lib/http/body';
import { LIMITS } from '@/lib/limits';

const LF = 0x0a;
const CR = 0x0d;
/** A client that is wrong everywhere learns it from a few examples. */
const MAX_ISSUES = 100;

/** Reads a JSON body and validates it. Throws AppError; nothing else was done with the request by then. */
export async function readJson<T extends z.ZodType>(request: HonoRequest, schema: T): Promise<z.output<T>> {
  mediaType(request, ['application/json']);
  return validate(schema, parseJson(await readBody(request, LIMITS.body_bytes)));
}

/** The same of a body that is read of strangers, who are to make no work. */
export async function readForm<T extends z.ZodType>(request: HonoRequest, schema: T): Promise<z.output<T>> {
  mediaType(request, ['application/json']);
  return validate(schema, parseJson(await readBody(request, LIMITS.form_bytes)));
}

/** Parses UTF-8 JSON whose depth is checked first: what parses deeper values may run out of stack. */
export function parseJson(bytes: Buffer): unknown {
  if (isTooDeep(bytes)) throw new AppError('too_deep', `JSON may be nested at most ${LIMITS.json_depth} levels deep`);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new AppError('invalid_json', 'The body is not valid JSON in UTF-8');
  }
}

/** Throws AppError with the issues of the value. They name the path and the rule, never what was sent. */
export function validate<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw invalid(result.error);
}

export const invalid = (error: z.ZodError) => {
  const issues = error.issues.slice(0, MAX_ISSUES).map(issueOf);
  const [first] = issues;
  return new AppError(
    'invalid_request',
    first ? `${first.path ? `${first.path}: ` : ''}${first.message}` : 'The request is not valid',
    { issues },
  );
};

/** The lines of a body that hold anything, as they came, without their line ends. */
export function splitLines(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(LF, start);
    const next = newline < 0 ? bytes.length : newline + 1;
    const end = newline < 0 ? bytes.length : newline;
    const line = bytes.subarray(start, end > start && bytes[end - 1] === CR ? end - 1 : end);
    if (line.some((byte) => byte !== 0x20 && byte !== 0x09 && byte !== CR)) lines.push(line);
    start = next;
  }
  return lines;
}

function issueOf(issue: z.core.$ZodIssue): Issue {
  const path = issue.path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text ? `${text}.${String(part)}` : String(part)),
    '',
  );
  return { path, code: issue.code, message: issue.message };
}
