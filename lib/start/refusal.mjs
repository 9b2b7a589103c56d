import { randomUUID } from 'node:crypto';

const PAGE_METHODS = ['GET', 'HEAD'];
const API_METHODS = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];

/** @typedef {{ status: number, code: string, title: string, detail: string, allow?: string }} Refusal */

/**
 * Why a request is answered before the framework sees it: its address is no path or cannot be decoded, or its method is none that is taken there. Null where it may pass.
 * @param {{ method?: string, url?: string }} request
 * @returns {Refusal | null}
 */
export function refusalOf({ method = '', url = '' }) {
  const path = url.split('?', 1)[0] ?? '';
  // The framework redirects to whatever host a whole address names.
  if (!path.startsWith('/')) return { ...BAD_REQUEST, detail: 'The address must begin with a slash' };
  if (!isDecodable(path)) return { ...BAD_REQUEST, detail: 'The address is not valid percent-encoding of UTF-8' };
  const methods = path === '/api' || path.startsWith('/api/') ? API_METHODS : PAGE_METHODS;
  if (methods.includes(method) || path.startsWith('/__nextjs')) return null; // the development server's own
  const allow = methods.join(', ');
  return { status: 405, code: 'method_not_allowed', title: 'Method not allowed', detail: `This address takes ${allow}`, allow };
}

/**
 * Why a request could not even be read.
 * @param {unknown} error
 * @returns {Refusal}
 */
export function unreadable(error) {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'HPE_HEADER_OVERFLOW')
    return {
      ...BAD_REQUEST,
      status: 431,
      title: 'Head too large',
      detail: 'The address and the headers are longer than is read here',
    };
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return { ...BAD_REQUEST, status: 408, title: 'Timeout', detail: 'The request did not arrive in time' };
  return { ...BAD_REQUEST, detail: 'This is not a request that can be read' };
}

/**
 * A refusal as an answer: RFC 9457, as everything of the API.
 * @param {Refusal} refusal
 */
export function answerOf({ allow, ...problem }) {
  const request_id = randomUUID();
  const body = JSON.stringify({ type: `urn:debrief:problem:${problem.code}`, ...problem, issues: [], request_id });
  const headers = {
    'Content-Type': 'application/problem+json',
    'Content-Length': String(Buffer.byteLength(body)),
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
    'X-Request-Id': request_id,
    ...(allow ? { Allow: allow } : {}),
  };
  return { status: problem.status, headers, body };
}

const BAD_REQUEST = { status: 400, code: 'invalid_request', title: 'Invalid request' };

/** @param {string} path */
function isDecodable(path) {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
