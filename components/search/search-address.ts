/** Where what is looked for is shown. */
export function searchAddress(project: string, q: string, within?: string): string {
  const query = new URLSearchParams({ ...(q && { q }), ...(within && within !== 'records' && { in: within }) });
  return `/${project}/search${query.size > 0 ? `?${query}` : ''}`;
}
