import { describeValue, isObject, type JsonObject, objectOf, textOf } from '@/lib/formats/json';

/** The parts of a content: a text, a part, or a list of these. */
export const partsOf = (content: unknown): unknown[] =>
  Array.isArray(content) ? content : content === null || content === undefined ? [] : [content];

/** What a content says: its texts, and a line for each picture or file. Calls and their results say nothing here. */
export const partsText = (content: unknown): string => partsOf(content).map(partText).filter(Boolean).join('\n');

function partText(part: unknown): string {
  if (typeof part === 'string') return part;
  if (!isObject(part)) return describeValue(part);
  if (typeof part.text === 'string') return part.thought === true ? '' : part.text;
  if (isObject(part.functionCall) || isObject(part.functionResponse)) return '';
  const file = objectOf(part.inlineData ?? part.fileData);
  const data = textOf(file.data);
  const size = data === null ? '' : `, ${Math.max(1, Math.round((data.length * 0.75) / 1024))} KB`; // base64: four characters for three bytes
  return textOf(file.mimeType) ? `[file: ${textOf(file.mimeType)}${size}]` : describeValue(part);
}

/** The responses to calls in a content. */
export const responsesIn = (content: unknown): JsonObject[] =>
  partsOf(content).flatMap((part) => (isObject(part) && isObject(part.functionResponse) ? [part.functionResponse] : []));

/** What calls gave back: `{ output }`, or `{ error }`. */
export function responseText(content: unknown): string | null {
  const parts = partsOf(content);
  if (parts.length === 0) return null;
  const said = responsesIn(content).map(({ response }) => {
    const { output, error } = objectOf(response);
    return textOf(output) ?? textOf(error) ?? (output === '' ? '' : describeValue(output ?? error ?? response));
  });
  return [...said, partsText(content)].filter((text) => text !== '').join('\n');
}

export const hasError = (content: unknown): boolean =>
  responsesIn(content).some(({ response }) => isObject(response) && response.error !== undefined);
