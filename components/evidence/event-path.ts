/** The address of an event on its segment's page. */
export const eventPath = (path: string, seq: number): string => `${path}${path.includes('?') ? '&' : '?'}event=${seq}`;
