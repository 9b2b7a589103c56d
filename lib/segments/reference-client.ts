import { queryOptions } from '@tanstack/react-query';
import { apiGet, apiPath } from '@/lib/http/api';

const MOST = 100;
const uses = async () => {
  const [{ page }, { referenceUse }] = await Promise.all([import('@/lib/http/schema'), import('@/lib/segments/schema')]);
  return page(referenceUse);
};

/** The newest segments of a project that have a reference. */
export const referenceUsesQuery = (project: string, ref: string) =>
  queryOptions({
    queryKey: ['references', project, ref] as const,
    queryFn: ({ signal }) => apiGet(uses, apiPath`/projects/${project}/references/${ref}`, { query: { limit: MOST }, signal }),
    staleTime: 60_000,
    retry: false,
  });
