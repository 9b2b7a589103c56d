import type { Router } from '@/lib/http/router';

/** Methods that some route takes at this path, with those that come for free; empty where there is no such path. */
export function allowedMethods(app: Router, path: string): string[] {
  const methods = app.openAPIRegistry.definitions.flatMap((definition) =>
    definition.type === 'route' && patternOf(definition.route.path).test(path) ? [definition.route.method.toUpperCase()] : [],
  );
  if (methods.length === 0) return [];
  return [...new Set([...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'])].sort();
}

const patternOf = (path: string) => new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{[^}]+\}/g, '[^/]+')}$`);
