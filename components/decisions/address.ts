import type { DecisionFilters } from '@/lib/reviews/resolution-schema';

/** The address of a project's decisions with these filters. */
export function addressOf(project: string, filters: DecisionFilters): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value !== undefined && value !== '') query.set(name, String(value));
  return `/${project}/decisions${query.size > 0 ? `?${query}` : ''}`;
}

/** Whether anything is filtered out. */
export const hasFilters = ({ cursor, limit, ...filters }: DecisionFilters): boolean =>
  Object.values(filters).some((value) => value !== undefined);
