/** Codes of postgres.js and the operating system for a connection that failed or was lost. */
const CONNECTION = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT', // a socket file that is gone
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** SQLSTATEs that pass: connection exceptions, read-only after a failover, rollbacks by contention, resources short, shutdown and start-up. */
const SQLSTATE = /^(08...|25006|40001|40P01|53...|55P03|57P0[1-3])$/;

/** Whether the same request may well succeed in a moment: the database cannot be reached, is starting, or undid the transaction for another one. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const causes = error instanceof AggregateError ? error.errors : [error.cause];
  return CONNECTION.has(code) || SQLSTATE.test(code) || causes.some(isTransient);
}
