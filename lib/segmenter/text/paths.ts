/** A path relative to the working folder where it lies inside, else absolute where that is known. */
export function pathName(path: string, { cwd, folder = cwd }: { cwd: string | null; folder?: string | null }): string {
  const root = cwd?.replace(/\/+$/, '') ?? null;
  const whole = normal(path.startsWith('/') || !folder?.startsWith('/') ? path : `${folder}/${path}`);
  return root && whole.startsWith(`${root}/`) ? whole.slice(root.length + 1) : whole;
}

/** Without `.` and, where that is possible, `..`. */
function normal(path: string): string {
  if (!/(?:^|\/)\.{1,2}(?:\/|$)|\/(?:\/|$)/.test(path)) return path;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    const last = parts.at(-1);
    if (part === '..' && last && last !== '..') parts.pop();
    else if (part !== '.' && (part !== '' || parts.length === 0)) parts.push(part);
  }
  return parts.join('/');
}

/** The last part of a path. */
export const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
