const REASONS: Record<string, string> = {
  ENOENT: 'there is no such file',
  EACCES: 'it may not be read',
  EPERM: 'it may not be read',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is no folder',
  ELOOP: 'links lead in a circle',
  EMFILE: 'too many files are open',
};

export const codeOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;

/** The file that an error is about, if it says. */
export const pathOf = (error: unknown): string | null =>
  error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : null;

/** Why a file could not be read, in words. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  return (code && REASONS[code]) ?? code ?? (error instanceof Error ? error.message : 'unknown reason');
}
