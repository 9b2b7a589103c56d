import pino from 'pino';

/** The server's own log, on stderr. It never holds what clients sent. */
export const log = pino({ name: 'debrief' }, pino.destination({ fd: 2, sync: true }));

/** Names, codes and stack frames of an error and its causes. Messages are left out: a database quotes what was sent. */
export function traceOf(error: unknown): unknown {
  if (!(error instanceof Error)) return { name: typeof error };
  const frames = error.stack?.split('\n').filter((line) => line.startsWith('    at '));
  return {
    name: error.name,
    code: 'code' in error ? error.code : undefined,
    frames: frames,
    cause: error.cause && traceOf(error.cause),
  };
}

/** The framework tells on the console what a page failed of, with the query and its values; from now on in the words of the log. */
export function quietConsole(): void {
  console.error = (...said: unknown[]) => {
    const [error] = said.filter((part) => part instanceof Error);
    const digest = error && 'digest' in error ? error.digest : undefined;
    if (error) log.error({ digest, error: traceOf(error) }, 'page failed');
    else log.error(said.map(String).join(' '));
  };
}
