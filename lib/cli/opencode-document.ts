import type { JsonObject } from '@/lib/formats/json';

/** A message as `opencode export` writes it. */
export interface ExportedMessage {
  info: JsonObject;
  parts: JsonObject[];
}

/** The document that `opencode export` writes for a session, piece by piece: however OpenCode keeps it, the server is sent that. */
export async function* exportedSession(
  info: JsonObject,
  messages: AsyncIterable<ExportedMessage> | Iterable<ExportedMessage>,
): AsyncGenerator<string> {
  yield `{"info":${JSON.stringify(info)},"messages":[`;
  let comma = '';
  for await (const message of messages) {
    yield `${comma}${JSON.stringify(message)}`;
    comma = ',\n';
  }
  yield ']}\n';
}
