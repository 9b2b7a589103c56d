import { isObject, type JsonObject } from '@/lib/formats/json';

/** The object that a text is in JSON; null for anything else. */
export function jsonObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
