// Loaded into the web server (node --import): answers in the API's words what the framework would fail on or answer in its own.
import http, { STATUS_CODES } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { answerOf, refusalOf, unreadable } from './refusal.mjs';

const createServer = http.createServer;

/** A proxy's word for what DEBRIEF_URL says. The framework would believe it of anybody, and fetch pages from where it says. */
const UNTOLD = ['x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port'];

/** A long transcript is taken in as fast as it can be stored: Node's five minutes would break off what a busy computer still reads. */
const REQUEST_MS = 60 * 60 * 1000;

/** @param {any[]} options */
function createGuardedServer(...options) {
  const server = createServer(...options);
  server.requestTimeout = REQUEST_MS;
  const listeners = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    request.headers['x-debrief-peer'] = request.socket.remoteAddress ?? ''; // over whatever was sent (lib/auth/client-address.ts)
    for (const name of UNTOLD) delete request.headers[name];
    const refusal = refusalOf(request);
    if (!refusal) return void listeners.forEach((listener) => void listener.call(server, request, response));
    const { status, headers, body } = answerOf(refusal);
    response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : body);
  });
  server.on('clientError', (error, socket) => {
    if (!socket.writable || ('code' in error && error.code === 'ECONNRESET')) return void socket.destroy();
    const { status, headers, body } = answerOf(unreadable(error));
    const head = Object.entries({ ...headers, Connection: 'close' }).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.join('')}\r\n${body}`);
  });
  return server;
}

http.createServer = /** @type {typeof http.createServer} */ (createGuardedServer);
syncBuiltinESMExports();
