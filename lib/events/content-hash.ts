import { createHmac } from 'node:crypto';

/** Tells a repetition from a conflict. Keyed, so that a guess of what was redacted cannot be checked against it. */
export const contentHash = (key: Uint8Array, content: string | Uint8Array): Buffer =>
  createHmac('sha256', key).update(content).digest();

/** JSON with the keys of each object in order, so that equal values have equal texts. The nesting is bounded by the caller. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`);
  return `{${members.join(',')}}`;
}
