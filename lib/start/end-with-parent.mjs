// Loaded into what the launcher starts (node --import): ends it when the launcher is gone, however it went, and when asked to.
import { isMainThread } from 'node:worker_threads';

/** Requests in progress get this long; an open event stream would never end by itself. */
const GRACE_MS = 1500;

// Its own children load this too, but their channel is its business.
if (isMainThread && process.channel && process.env.DEBRIEF_LAUNCHER === String(process.ppid)) {
  process.once('disconnect', () => process.exit(1));
  process.on('message', (message) => {
    if (message !== 'debrief:stop') return;
    setTimeout(() => process.exit(0), GRACE_MS);
    process.emit('SIGTERM');
  });
  process.channel.unref();
}
