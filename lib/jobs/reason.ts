import { redactTexts } from '@/lib/redaction/redact';

const REASON_CHARS = 300;
/** SQLSTATEs of values that do not fit: their messages quote the value. */
const DATA_EXCEPTION = /^22...$/;
const NAME = /^[\w.]{1,63}$/;

/** Why a job failed, in one line that quotes nothing of a transcript: drizzle's own message repeats the values of the query, its cause's does not. */
export async function reasonOf(error: unknown): Promise<string> {
  const said = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const [redacted] = await redactTexts([messageOf(said)]);
  return (redacted?.text ?? '').slice(0, REASON_CHARS);
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return 'Something was thrown that is no error.';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (DATA_EXCEPTION.test(code)) return `The database refused a value (${code}).`;
  if (error instanceof SyntaxError) return 'A text could not be parsed.';
  const quoteless = error.message.replace(/(["'`])([^"'`]*)\1/g, (whole, mark, text) =>
    NAME.test(text) ? whole : `${mark}…${mark}`,
  );
  return quoteless.replace(/\s+/g, ' ').trim() || error.name;
}
