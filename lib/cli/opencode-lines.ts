import type { JsonObject } from '@/lib/formats/json';
import { takeSessionApart } from '@/lib/formats/opencode/documents';

/** A message as `opencode export` writes it. */
export interface ExportedMessage {
  info: JsonObject;
  parts: JsonObject[];
}

/**
 * A session for the server, however OpenCode keeps it: the records that its export is taken apart into, one in each line. The export itself is one
 * document, which is read only up to a length that sessions outgrow.
 */
export async function* linesOfSession(
  info: JsonObject,
  messages: AsyncIterable<ExportedMessage> | Iterable<ExportedMessage>,
): AsyncGenerator<string> {
  for await (const record of takeSessionApart(info, messages)) yield `${JSON.stringify(record)}\n`;
}
