/** Characters `start` to `end` of a text. */
export interface Place {
  start: number;
  end: number;
}

/** Where quoted words stand in a field now: at the same place, else at the occurrence nearest to it; null where they are gone. */
export function locate({ start, text }: { start: number; text: string }, field: string | null): Place | null {
  if (field === null || text === '') return null;
  const at = field.startsWith(text, start) ? start : nearest(field, text, start);
  return at === null ? null : { start: at, end: at + text.length };
}

function nearest(field: string, text: string, start: number): number | null {
  let best: number | null = null;
  for (let at = field.indexOf(text); at !== -1; at = field.indexOf(text, at + 1))
    if (best === null || Math.abs(at - start) < Math.abs(best - start)) best = at;
  return best;
}
