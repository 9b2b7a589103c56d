import { redactTexts } from '@/lib/redaction/redact';
import { storableText } from '@/lib/storable';

/** What a person wrote, without secrets and as Postgres can hold it. */
export async function safeWords(texts: readonly string[]): Promise<string[]> {
  return (await redactTexts(texts)).map(({ text }) => storableText(text));
}
