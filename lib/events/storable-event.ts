import { createHash } from 'node:crypto';
import { LIMITS } from '@/lib/limits';
import { storableText } from '@/lib/storable';

/** A text that was too long to be kept whole. */
interface Clamped {
  path: string;
  chars: number;
  sha256: string;
}

/** The parts of an event that can be of any size and hold anything. */
export interface Content {
  text: string | null;
  output: string | null;
  input: unknown;
  data: Record<string, unknown> | null;
}

/**
 * The content as Postgres can hold it: without NUL and lone surrogates, and of each text over the limit head and tail with a visible mark,
 * its full length and SHA-256 noted in `data.clamped`. Unchanged parts are given back as they are. Nesting is bounded by the caller.
 */
export function storableContent(content: Content): Content {
  const clamped: Clamped[] = [];
  const text = content.text === null ? null : clean(content.text, 'text', clamped);
  const output = content.output === null ? null : clean(content.output, 'tool.output', clamped);
  const input = cleanValue(content.input, 'tool.input', clamped);
  const data = cleanValue(content.data, 'data', clamped) as Content['data']; // an object stays an object
  return { text, output, input, data: clamped.length > 0 ? { ...data, clamped } : data };
}

function clean(text: string, path: string, clamped: Clamped[]): string {
  if (text.length <= LIMITS.text_chars) return storableText(text);
  clamped.push({ path: storableText(path), chars: text.length, sha256: createHash('sha256').update(text).digest('hex') });
  const half = LIMITS.text_chars / 2;
  const left = text.length - 2 * half;
  return storableText(`${text.slice(0, half)}\n[… ${left} characters left out; the raw record has them …]\n${text.slice(-half)}`);
}

function cleanValue(value: unknown, path: string, clamped: Clamped[]): unknown {
  if (typeof value === 'string') return clean(value, path, clamped);
  if (Array.isArray(value)) {
    const items = value.map((item, i) => cleanValue(item, `${path}[${i}]`, clamped));
    return items.some((item, i) => item !== value[i]) ? items : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const cleaned = entries.map(([key, item]) => [clean(key, path, clamped), cleanValue(item, `${path}.${key}`, clamped)] as const);
  const isSame = cleaned.every(([key, item], i) => key === entries[i]?.[0] && item === entries[i]?.[1]);
  return isSame ? value : Object.fromEntries(cleaned);
}
