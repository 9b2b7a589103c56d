import { z } from 'zod';
import { AppError } from '@/lib/errors';
import { parseJson, splitLines, validate } from '@/lib/http/json';
import { LIMITS } from '@/lib/limits';

const envelope = z.object({ events: z.array(z.unknown()) });

export interface Batch {
  how: 'json' | 'ndjson';
  items: { index: number; bytes: Buffer }[];
}

/** The events of a body, each as its own bytes: a line of NDJSON as it came, an item of JSON written anew. Throws AppError. */
export function readBatch(body: Buffer, type: 'application/json' | 'application/x-ndjson'): Batch {
  const events = type === 'application/json' ? validate(envelope, parseJson(body)).events : splitLines(body);
  if (events.length > LIMITS.batch_events)
    throw new AppError(
      'body_too_large',
      `A request may hold at most ${LIMITS.batch_events} events; this one holds ${events.length}`,
    );
  const bytesOf = (item: unknown) => (Buffer.isBuffer(item) ? item : Buffer.from(JSON.stringify(item)));
  return {
    how: type === 'application/json' ? 'json' : 'ndjson',
    items: events.map((item, index) => ({ index, bytes: bytesOf(item) })),
  };
}
