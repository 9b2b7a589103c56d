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

/** SQLSTATEs after which the connection is gone: connection exceptions, shutdown and start-up. */
const LOST = /^(08...|57P0[1-3])$/;
/** SQLSTATEs that pass though the connection stays: read-only after a failover, rollbacks by contention, resources short. */
const PASSING = /^(25006|40001|40P01|53...|55P03)$/;

/** Whether the same request may well succeed in a moment: the database cannot be reached, is starting, or undid the transaction for another one. */
export const isTransient = (error: unknown): boolean =>
  hasCode(error, (code) => CONNECTION.has(code) || LOST.test(code) || PASSING.test(code));

/** Whether the connection to the database failed or was lost. */
export const isConnectionLost = (error: unknown): boolean => hasCode(error, (code) => CONNECTION.has(code) || LOST.test(code));

const FOREIGN_KEY = '23503';
/** Whether a row that was to be referred to is no more: a person deleted it between being read and being named. */
export const isDeletedMeanwhile = (error: unknown): boolean => hasCode(error, (code) => code === FOREIGN_KEY);

/** Looks at an error, at what caused it, and at each of several. */
function hasCode(error: unknown, isWanted: (code: string) => boolean): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const causes = error instanceof AggregateError ? error.errors : [error.cause];
  return isWanted(code) || causes.some((cause) => hasCode(cause, isWanted));
}
