/** The closed list of what can go wrong by a client's doing; each transport maps a code to its own kind of answer. */
export const ERROR_CODES = [
  'invalid_request',
  'invalid_json',
  'unknown_format',
  'unsupported_media_type',
  'body_too_large',
  'body_incomplete',
  'not_possible',
  'too_deep',
  'unauthenticated',
  'forbidden',
  'forbidden_host',
  'forbidden_origin',
  'not_found',
  'deleted',
  'method_not_allowed',
  'conflict',
  'offset_mismatch',
  'rate_limited',
  'unavailable',
  'internal',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** The closed list of why one item of a request is refused while others are taken. */
export const REJECTION_CODES = [
  'invalid_json',
  'too_deep',
  'invalid_event',
  'id_conflict',
  'invalid_segment',
  'unknown_event',
  'overlap',
  'unknown_segment',
  'stale_rev',
] as const;
export type RejectionCode = (typeof REJECTION_CODES)[number];

export interface Issue {
  path: string;
  code: string;
  message: string;
}

/** An error whose message may be shown to the client: it says what to do and never holds what was sent. */
export class AppError extends Error {
  override readonly name = 'AppError';
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: {
      issues?: Issue[];
      extra?: Record<string, unknown>;
      /** Seconds after which the same may be tried again. */
      retryAfter?: number;
    } = {},
  ) {
    super(message);
  }
}
