/**
 * A wire object with every `url` that is a path of this server made whole, so that an agent can pass it on as it is.
 * Only for objects whose keys are all ours: what clients sent, such as the data of an event, may hold a `url` of its own.
 */
export function withLinks<T>(origin: string, value: T): T {
  const visit = (part: unknown, key: string): unknown => {
    if (typeof part === 'string') return key === 'url' && part.startsWith('/') ? origin + part : part;
    if (Array.isArray(part)) return part.map((item) => visit(item, ''));
    if (part === null || typeof part !== 'object') return part;
    return Object.fromEntries(Object.entries(part).map(([name, item]) => [name, visit(item, name)]));
  };
  return visit(value, '') as T;
}
