/** What a list is narrowed by and how it is shown, as its address says it. */
export type ListQuery = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** What changes how a list is shown but not what is in it. */
const VIEW = ['cursor', 'limit', 'sort', 'group', 'waiting', 'live', 'reviewed'];

/** Whether anything is filtered out. */
export const hasFilters = (query: ListQuery): boolean =>
  Object.entries(query).some(([name, value]) => !VIEW.includes(name) && value !== undefined && [value].flat().length > 0);

/** A query as the API and the pages read it: lists are joined by commas. */
export function queryOf(query: ListQuery): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const text = [value].flat().join(',');
    if (value !== undefined && text !== '') params.set(name, text);
  }
  return params.toString();
}

/** The address of a list with this query. */
export function addressOf(path: string, query: ListQuery): string {
  const text = queryOf(query);
  return text ? `${path}?${text}` : path;
}
