/** What the address says beyond the segment's number. */
export interface Ask {
  event: number | null;
  cut: number;
  rev: number | null;
  show: string | undefined;
}

/** The query of an address, as a page is given it. */
export type Query = Record<string, string | string[] | undefined>;

/** Reads the query of an address; what is no positive number counts as absent. Links without `cut` mean the first cut. */
export function readAsk(query: Query): Ask {
  const show = Array.isArray(query.show) ? query.show[0] : query.show;
  return { event: wholeNumber(query.event), cut: wholeNumber(query.cut) ?? 1, rev: wholeNumber(query.rev), show };
}

export function wholeNumber(value: string | string[] | undefined): number | null {
  const text = Array.isArray(value) ? value[0] : value;
  return text && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}

/** A path with more in its query; what is there already is replaced. */
export function withQuery(path: string, query: Query): string {
  const [bare = '', own] = path.split('?');
  const params = new URLSearchParams(own);
  for (const [name, value] of Object.entries(query)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first) params.set(name, first);
  }
  return params.size > 0 ? `${bare}?${params}` : bare;
}

/** A query with one value for each name. */
export function single(query: Query): Record<string, string> {
  const values = Object.entries(query).map(([name, value]) => [name, [value].flat()[0]] as const);
  return Object.fromEntries(values.filter((entry): entry is [string, string] => Boolean(entry[1])));
}
