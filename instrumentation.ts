/** Next calls this once when a server starts, before it answers; not while it builds. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs' || process.env.NEXT_PHASE === 'phase-production-build') return;
  const { quietConsole } = await import('@/lib/log');
  if (process.env.NODE_ENV === 'production') quietConsole();
  const { begin } = await import('@/lib/start/begin');
  await begin();
}
