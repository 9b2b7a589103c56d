import pino from 'pino';

/** The server's own log, on stderr. It never holds what clients sent. */
export const log = pino({ name: 'debrief' }, pino.destination({ fd: 2, sync: true }));
