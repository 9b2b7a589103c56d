import { LIMITS } from '@/lib/limits';

/** A JSON value with every string in it cut to the length of a preview. */
export function cutStrings<T>(value: T, chars: number = LIMITS.preview_chars): { value: T; isCut: boolean } {
  let isCut = false;
  const walk = (part: unknown): unknown => {
    if (typeof part === 'string') {
      if (part.length <= chars) return part;
      isCut = true;
      return part.slice(0, chars).replace(/[\uD800-\uDBFF]$/, ''); // never half of a pair
    }
    if (Array.isArray(part)) return part.map(walk);
    if (part !== null && typeof part === 'object')
      return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, walk(inner)]));
    return part;
  };
  const cut = walk(value) as T; // the same shape: only strings got shorter
  return { value: cut, isCut };
}
