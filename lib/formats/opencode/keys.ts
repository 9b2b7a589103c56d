import { textOf } from '@/lib/formats/json';

/** An id, or null for a word that somebody put in an id's place. */
export function idOf(value: unknown): string | null {
  const id = textOf(value);
  return id === null || /^[A-Z_]+$/.test(id) ? null : id;
}

/** Gives each thing of a document a key of its own: its id the first time, else its place. */
export class Keys {
  private readonly known = new Set<string>();

  keyOf(id: unknown, place: string): string {
    const key = idOf(id);
    if (key === null || this.known.has(key)) return place;
    this.known.add(key);
    return key;
  }
}
