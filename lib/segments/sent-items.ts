import type { RejectionCode } from '@/lib/errors';
import type { Rejection, Warning } from '@/lib/events/schema';
import { type SegmentInput, segmentInput } from '@/lib/segments/schema';
import { storableText } from '@/lib/storable';

const NAMED_KEYS = 20;
const KEY_CHARS = 60;

/** An item of a request that is a segment, and its place there. */
export interface SentItem {
  index: number;
  input: SegmentInput;
}

/** Tells the segments among the items of a request from what cannot be one. */
export function readItems(items: readonly unknown[]): { read: SentItem[]; rejected: Rejection[]; warnings: Warning[] } {
  const read: SentItem[] = [];
  const rejected: Rejection[] = [];
  const unknown = new Set<string>();
  for (const [index, item] of items.entries()) {
    const result = segmentInput.safeParse(item);
    if (result.success) {
      read.push({ index, input: result.data });
      for (const key of Object.keys(Object(item))) if (!Object.hasOwn(segmentInput.shape, key)) unknown.add(key);
    } else {
      const [issue] = result.error.issues;
      rejected.push(
        rejection(index, idOf(item), {
          code: 'invalid_segment',
          message: issue?.message ?? 'This is no segment.',
          path: pathOf(issue?.path ?? []),
        }),
      );
    }
  }
  return { read, rejected, warnings: warningsOf(unknown) };
}

/** A refusal of one item; `path` inside the segment. */
export function rejection(
  index: number,
  id: string | null,
  { code, message, path }: { code: RejectionCode; message: string; path: string },
): Rejection {
  return { index, id, code, message, path: `segments[${index}]${path && !path.startsWith('[') ? '.' : ''}${path}` };
}

const pathOf = (path: readonly PropertyKey[]) =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}${text ? '.' : ''}${String(part)}`),
    '',
  );

function idOf(item: unknown): string | null {
  const key = typeof item === 'object' && item !== null && 'key' in item ? item.key : null;
  return typeof key === 'string' ? storableText(key.slice(0, 200)) : null;
}

function warningsOf(unknown: ReadonlySet<string>): Warning[] {
  if (unknown.size === 0) return [];
  const named = [...unknown].slice(0, NAMED_KEYS).map((key) => key.slice(0, KEY_CHARS));
  return [
    { code: 'unknown_keys', message: `Segments do not have these keys; they are left out: ${storableText(named.join(', '))}` },
  ];
}

/** Every string in a value, in order. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** The value with its strings replaced in the same order. */
export function withTexts<T>(value: T, texts: Iterator<string>): T {
  if (typeof value === 'string') return texts.next().value as T;
  if (Array.isArray(value)) return value.map((part) => withTexts(part, texts)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withTexts(part, texts)])) as T;
}
