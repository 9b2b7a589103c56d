import { startPostgres } from '../../db/embedded.mjs';
import { isAlive } from '../../db/processes.mjs';
import { warn } from './output.mjs';

const WATCH_MS = 300;

/**
 * Starts the embedded Postgres and starts it again, at the same address, whenever it ends by itself.
 * @param {{ dir: string, log: string, onGiveUp: (error: Error) => void }} options
 */
export async function keepPostgres({ dir, log, onGiveUp }) {
  let current = await startPostgres({ dir, log });
  const { url, port } = current;
  let isStopping = false;
  /** @type {Promise<void>} */
  let restarting = Promise.resolve();
  const restart = async () => {
    warn('The database ended unexpectedly; starting it again.');
    const old = current;
    try {
      current = await startPostgres({ dir, log, port });
    } catch (error) {
      if (!isStopping) onGiveUp(error instanceof Error ? error : new Error(String(error)));
    }
    await old.stop();
  };
  const watch = async () => {
    if (!isAlive(current.pid)) restarting = restart();
    await restarting;
    if (!isStopping) setTimeout(watch, WATCH_MS);
  };
  setTimeout(watch, WATCH_MS);
  const stop = async () => {
    isStopping = true;
    await restarting;
    await current.stop();
  };
  return { url, stop };
}
