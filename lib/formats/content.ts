import { describeValue, isObject, type JsonObject, objectOf, textOf } from '@/lib/formats/json';

/** The text of a message's content. Pictures and documents stand in it as one line each: their bytes are in the raw line alone. */
export function contentText(content: unknown): string | null {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return null;
  return content.map(blockText).join('\n');
}

export function blockText(block: unknown): string {
  if (typeof block === 'string') return block;
  if (!isObject(block)) return describeValue(block);
  if (block.type === 'text' && typeof block.text === 'string') return block.text;
  if (block.type === 'image' || block.type === 'document') return attachmentLine(block.type, objectOf(block.source));
  if (block.type === 'tool_reference') return `[tool: ${textOf(block.tool_name) ?? 'unnamed'}]`;
  return describeValue(block);
}

function attachmentLine(type: string, source: JsonObject): string {
  const media = textOf(source.media_type);
  if (typeof source.data !== 'string') return `[${type}${media ? `: ${media}` : ''}]`;
  const bytes = source.type === 'text' ? source.data.length : source.data.length * 0.75; // base64: four characters for three bytes
  return `[${type}: ${media ?? 'unknown type'}, ${Math.max(1, Math.round(bytes / 1024))} KB]`;
}
