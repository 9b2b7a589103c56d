import type { SessionFilters } from '@/lib/sessions/schema';

/** Whether anything is filtered out. */
export const hasFilters = ({ cursor, limit, sort, ...filters }: SessionFilters): boolean =>
  Object.values(filters).some((value) => value !== undefined && [value].flat().length > 0);

/** The address of a project's list with these filters; lists are joined by commas, as the API reads them. */
export function addressOf(project: string, filters: SessionFilters): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) {
    const text = [value].flat().join(',');
    if (value !== undefined && text !== '') query.set(name, text);
  }
  return `/${project}/sessions${query.size > 0 ? `?${query}` : ''}`;
}
