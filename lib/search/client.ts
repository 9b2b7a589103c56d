import { queryOptions } from '@tanstack/react-query';
import { apiGet, apiPath } from '@/lib/http/api';
import { page } from '@/lib/http/schema';
import { SEARCH_KINDS, searchHit } from '@/lib/search/schema';

const SHOWN_OF_KIND = 4;
const hits = page(searchHit);

/** A few things of each kind that have what is typed. */
export const quickSearchQuery = (project: string, q: string) =>
  queryOptions({
    queryKey: ['search', project, q] as const,
    queryFn: ({ signal }) =>
      apiGet(hits, apiPath`/projects/${project}/search`, {
        query: { q, kinds: SEARCH_KINDS.join(','), limit: SHOWN_OF_KIND },
        signal,
      }),
    retry: false,
  });
